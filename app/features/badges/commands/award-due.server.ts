import { randomUUID } from 'node:crypto'
import type { Services } from '#app/platform/context.server.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { TOLD_WITHIN, type DueAward } from '../rules/badge-rule.ts'
import type { Badge } from '../types.ts'

/**
 * Gives the awards that are due and not there yet, and returns how many were new. One that was revoked is not given
 * again by itself. Nothing is given by a version of a badge that is no longer the present one: its own sweep gives that.
 */
export async function awardDue(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  badge: Pick<Badge, 'id' | 'version'>,
  due: readonly DueAward[],
): Promise<number> {
  const members = [...new Set(due.map((one) => one.memberId))].sort((a, b) => a - b)
  if (members.length === 0) return 0
  return inTransaction(db, async (trx) => {
    const current = await trx
      .selectFrom('badges')
      .select('version')
      .where('id', '=', badge.id)
      .where('state', '=', 'active')
      .executeTakeFirst()
    if (current?.version !== badge.version) return 0
    // Whoever revokes an award of theirs waits, or is seen here; in the order of their ids, so that two runs can't cross.
    for (const id of members) await lockRow(trx, 'members', id)
    const missing = await missingOf(trx, badge.id, members, due)
    if (missing.length === 0) return 0
    const now = clock.now()
    const made = await trx
      .insertInto('awards')
      .values(
        missing.map(({ memberId, step, period, at }) => ({
          uid: randomUUID(),
          badge_id: badge.id,
          version: badge.version,
          member_id: memberId,
          step,
          period,
          // A clock that was set back must not make an award of tomorrow.
          at: Math.min(at, now),
          told_at: at < now - TOLD_WITHIN ? now : null,
        })),
      )
      .onConflict((c) => c.doNothing())
      .returning(['member_id', 'told_at'])
      .execute()
    const told = new Set(made.flatMap((row) => (row.told_at === null ? [row.member_id] : [])))
    await tellAll(
      trx,
      'badge.awarded',
      [...told].map((member) => ({ member })),
      now,
    )
    return made.length
  })
}

/** Those of the awards whose earner is here and never had them. */
async function missingOf(
  trx: Executor,
  badgeId: number,
  members: readonly number[],
  due: readonly DueAward[],
): Promise<readonly DueAward[]> {
  const here = await trx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', [...members])
    .where('erased_at', 'is', null)
    .execute()
  const known = await trx
    .selectFrom('awards')
    .select(['member_id', 'step', 'period'])
    .where('badge_id', '=', badgeId)
    .where('member_id', 'in', [...members])
    .execute()
  const ids = new Set(here.map((row) => row.id))
  const had = new Set(known.map((row) => `${row.member_id} ${row.step} ${row.period}`))
  return due.filter((one) => ids.has(one.memberId) && !had.has(`${one.memberId} ${one.step} ${one.period}`))
}
