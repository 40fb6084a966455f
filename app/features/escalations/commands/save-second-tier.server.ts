import { isDeepStrictEqual } from 'node:util'
import { mayMindSecondTier } from '#app/access/escalations.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { demandSeen } from '#app/platform/seen.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockName, type Executor } from '#db/transaction.server.ts'
import { DEFAULT_SECOND_TIER, readSecondTier, SECOND_TIER_PREFIX } from '../queries/second-tier.server.ts'
import type { SecondTier } from '../types.ts'

const KEYS = Object.keys(DEFAULT_SECOND_TIER) as readonly (keyof SecondTier)[]

/**
 * Sets how the second tier works. A job then scores every open escalation anew; where rules or phrases changed, it has
 * every question looked at that was promised something and is still open. Returns whether anything changed. `seen`: the
 * mark of what the form showed; where somebody has set something else since, it is refused.
 */
export async function saveSecondTier(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  tier: SecondTier,
  seen?: string,
): Promise<boolean> {
  demand(mayMindSecondTier(viewer))
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'second tier')
    const before = await readSecondTier(trx)
    await demandSeen(trx, seen, before, { settings: SECOND_TIER_PREFIX })
    const changed = KEYS.filter((key) => !isDeepStrictEqual(before[key], tier[key]))
    if (changed.length === 0) return false
    const at = clock.now()
    for (const key of changed) {
      const row = { value: JSON.stringify(tier[key]), changed_at: at, changed_by: viewer.id }
      await trx
        .insertInto('settings')
        .values({ key: `${SECOND_TIER_PREFIX}${key}`, ...row })
        .onConflict((c) => c.column('key').doUpdateSet(row))
        .execute()
    }
    await logAct(trx, {
      at,
      by: viewer.id,
      kind: 'setting',
      verb: 'change',
      id: 0,
      detail: { changed: changed.map((key) => `${SECOND_TIER_PREFIX}${key}`) },
    })
    const [{ atRisk }, { atRisk: was }] = [tier.rules, before.rules]
    if (atRisk.on !== was.on || atRisk.percent !== was.percent)
      await tell(trx, 'promise.changed', { calendar: null, category: null }, at)
    if (changed.includes('rules') || changed.includes('lists')) await lookAtAll(trx, at)
    await enqueue(trx, 'escalations.rank', {}, { now: at })
    return true
  })
}

/** Marks every open question to be looked at; the job `escalations.rank` finds them, page by page. */
async function lookAtAll(trx: Executor, at: number): Promise<void> {
  await trx
    .updateTable('threads')
    .set({ review_at: at })
    .where('promised', '=', 1)
    .where('kind', 'in', ['question', 'problem'])
    .where('accepted_post_id', 'is', null)
    .where('closed_at', 'is', null)
    .where('hidden_at', 'is', null)
    .where('merged_into', 'is', null)
    .where('part_of', 'is', null)
    .execute()
}
