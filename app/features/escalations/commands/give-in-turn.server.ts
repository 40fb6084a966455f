import { MINUTE } from '#app/kernel/clock.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import type { Executor } from '#db/transaction.server.ts'
import { ownerFor } from '../queries/routing.server.ts'
import type { SecondTier } from '../types.ts'
import { changeEscalation, writeHistory } from './escalation-rows.server.ts'

/** How work is given at this moment, and what it is about. */
export interface Giving {
  readonly tier: SecondTier
  readonly siteZone: string
  readonly now: number
  readonly thread: ThreadRow
  /** Members who are not given it. */
  readonly not?: readonly number[]
  /** Whoever had it when it was at the desk before: it comes back to them where they are here. */
  readonly had?: number | null
}

/**
 * Where staff take turns, whoever is next in its team gets an escalation that waits, and its history says what they
 * know of it. Where they don't, or nobody is here, it waits on. The thread must be locked.
 */
export async function giveInTurn(trx: Executor, row: EscalationRow, giving: Giving): Promise<EscalationRow> {
  const { tier, siteZone, now, thread, not = [], had = null } = giving
  if (tier.giving !== 'turns' || row.state !== 'waiting') return row
  const next = await ownerFor(trx, tier, siteZone, now, { teamId: row.team_id, thread, not, had })
  if (next === null) return row
  const { id, knows } = next
  await trx
    .insertInto('duty')
    .values({ member_id: id, given_at: now })
    .onConflict((c) => c.column('member_id').doUpdateSet({ given_at: now }))
    .execute()
  await writeHistory(trx, {
    escalation: row.id,
    at: now,
    by: null,
    act: 'given',
    detail: { to: id, knows, had: id === had },
  })
  return changeEscalation(
    trx,
    row,
    { state: 'claimed', owner_id: id, claimed_at: now, lapses_at: now + tier.idleMinutes * MINUTE },
    now,
  )
}
