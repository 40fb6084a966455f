import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getThread, getPost, type ReadableThread, type ReadablePost } from '../queries/facts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/** Locks a thread and has it decided about as it is then. Throws `conflict` for a joined one. */
export async function decideThread(
  context: Context,
  threadId: number,
  decide: (trx: Executor, found: ReadableThread, now: number) => Promise<{ readonly address: string }>,
): Promise<{ readonly address: string }> {
  return inTransaction(context.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const found = await getThread(trx, context.viewer, threadId)
    if (found.thread.merged_into !== null) throw new AppError('conflict', saying(forumRefusals, 'joined'))
    return decide(trx, found, context.clock.now())
  })
}

/**
 * Locks the thread of a post and returns both as they are then: everything that is counted from posts is
 * decided under that lock. Throws `not-found` when either is not there for this viewer.
 */
export async function getPostToDecide(trx: Executor, viewer: Actor, postId: number): Promise<ReadablePost> {
  let found = await getPost(trx, viewer, postId)
  for (;;) {
    const threadId = found.thread.id
    await lockRow(trx, 'threads', threadId)
    found = await getPost(trx, viewer, postId)
    if (found.thread.id === threadId) return found // else it was moved meanwhile, and its new thread is not locked
  }
}
