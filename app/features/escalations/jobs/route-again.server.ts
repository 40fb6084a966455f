import type { Services } from '#app/platform/context.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { changeEscalation, writeHistory } from '../commands/escalation-rows.server.ts'
import { giveInTurn } from '../commands/give-in-turn.server.ts'
import { teamFor } from '../queries/routing.server.ts'
import { readSecondTier } from '../queries/second-tier.server.ts'

/**
 * The job `escalation.route`: what is about something else since it came to the desk, by its category or its tags, stands
 * with the team that owns that. Whoever works on it keeps it.
 */
export async function routeAgain(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  site: SiteSettings,
  threadId: number,
): Promise<void> {
  const tier = await readSecondTier(db)
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const thread = await trx.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
    const open = await trx
      .selectFrom('escalations')
      .selectAll()
      .where('thread_id', '=', threadId)
      .where('resolved_at', 'is', null)
      .executeTakeFirst()
    if (!thread || !open) return
    const team = await teamFor(trx, thread)
    if (team === open.team_id) return
    const now = clock.now()
    await writeHistory(trx, {
      escalation: open.id,
      at: now,
      by: null,
      act: 'routed',
      detail: { team, to: open.owner_id },
    })
    const row = await changeEscalation(trx, open, { team_id: team }, now)
    await giveInTurn(trx, row, { tier, siteZone: site.zone, now, thread })
  })
}
