import { tell } from '#app/platform/events/tell.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Flags on a post that was hidden are settled by that. */
export async function settleFlags(trx: Executor, postId: number, by: number | null, now: number): Promise<void> {
  await trx
    .updateTable('flags')
    .set({ settled_at: now, settled_by: by, verdict: 'hidden' })
    .where('post_id', '=', postId)
    .where('settled_at', 'is', null)
    .execute()
  await tell(trx, 'flags.settled', { post: postId }, now)
}
