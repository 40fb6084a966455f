import { mayAdminister } from '#app/access/members.ts'
import { KEPT_KINDS, isShorter, type Kept } from '#app/kernel/retention.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { readSite, writeSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { countRemoved } from '../queries/retention.server.ts'
import type { RetentionChange } from '../types.ts'

/** What a confirmation names: exactly the times whose consequences were shown. */
export function confirmationOf(kept: Kept): string {
  return KEPT_KINDS.map((kind) => `${kind}=${kept[kind] ?? 'ever'}`).join(' ')
}

/**
 * Changes for how long things are kept. A shorter time that would remove something at once is not saved before `sure`
 * confirms it: the answer says how many of each would go. Then a job removes them.
 */
export async function changeRetention(
  context: Pick<Context, 'db' | 'clock' | 'viewer'>,
  kept: Kept,
  sure: string,
): Promise<RetentionChange> {
  const { db, clock, viewer } = context
  demand(mayAdminister(viewer))
  const counts = await countRemoved(context, kept)
  return inTransaction(db, async (trx) => {
    const before = (await readSite(trx)).kept
    const removes = KEPT_KINDS.some((kind) => isShorter(kept[kind], before[kind]) && counts[kind] > 0)
    if (removes && sure !== confirmationOf(kept))
      return { kind: 'unsure', kept, before, counts, sure: confirmationOf(kept) }
    const changed = KEPT_KINDS.filter((kind) => kept[kind] !== before[kind])
    if (changed.length === 0) return { kind: 'saved' }
    const at = clock.now()
    await writeSite(trx, clock, viewer.id, { kept })
    for (const what of changed)
      await logAct(trx, {
        at,
        by: viewer.id,
        kind: 'retention',
        verb: 'change',
        id: 0,
        detail: { what, from: before[what], to: kept[what] },
      })
    await enqueue(trx, 'retention.sweep', {}, { now: at })
    return { kind: 'saved' }
  })
}
