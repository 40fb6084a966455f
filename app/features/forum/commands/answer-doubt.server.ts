import { mayKeepAsAnswer } from '#app/access/threads.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { forumRefusals } from '../words/refusals.ts'
import { getPostToDecide } from './decide.server.ts'
import { countMember } from './member-counts.server.ts'
import { tellFirstAnswer } from './first-answer.server.ts'
import { changeThread, recountThread } from './thread-counts.server.ts'

/** Says that a doubtful post is an answer: it counts from now on, from the time at which it was written. */
export async function keepAsAnswer(context: Context, postId: number): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const { thread, facts, post } = await getPostToDecide(trx, viewer, postId)
    const now = clock.now()
    demand(mayKeepAsAnswer(viewer, facts, now))
    const address = postAddress(thread, postId)
    if (post.hidden_at !== null) throw new AppError('conflict', saying(forumRefusals, 'accept.hidden'))
    if (post.doubt_until === null) return { address }
    await settleDoubt(trx, thread, post)
    await tellFirstAnswer(trx, post, now)
    await logAct(trx, { at: now, by: viewer.id, verb: 'keep as answer', kind: 'post', id: postId })
    await tell(trx, 'post.converted', { thread: thread.id, post: postId }, now)
    return { address }
  })
}

/** Has the doubtful posts of a thread count that nobody objected to in time. Returns how many. */
export async function settleDoubts(db: Executor, threadId: number, now: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const due = await trx
      .selectFrom('posts')
      .selectAll()
      .where('thread_id', '=', threadId)
      .where('kind', '=', 'answer')
      .where('hidden_at', 'is', null)
      .where('doubt_until', '<=', now)
      .orderBy('id')
      .execute()
    for (const post of due) {
      const thread = await trx.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirstOrThrow()
      await settleDoubt(trx, thread, post)
      await tellFirstAnswer(trx, post, now)
      await tell(trx, 'post.converted', { thread: threadId, post: post.id }, now)
    }
    return due.length
  })
}

/** Takes the doubt from one post, whose thread is locked, and counts it. */
export async function settleDoubt(trx: Executor, thread: ThreadRow, post: PostRow): Promise<ThreadRow> {
  await trx.updateTable('posts').set({ doubt_until: null, doubt: null }).where('id', '=', post.id).execute()
  await countMember(trx, post.author_id, 'answer_count', 1)
  const recounted = await recountThread(trx, thread)
  const answersLast = recounted.reopened_at !== null && recounted.reopened_at < post.created_at
  return answersLast ? changeThread(trx, recounted, { reopened_at: null }) : recounted
}
