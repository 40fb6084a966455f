import { logAct } from '#app/platform/acts.server.ts'
import { mayModerate } from '#app/access/threads.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { hasAnswers, slugOf } from '../rules.ts'
import { decideThread } from './decide.server.ts'
import { followThread } from './follows.server.ts'
import { answersByAuthor, countAnswersAgain } from './member-counts.server.ts'
import { refusePart } from './moderate-thread.server.ts'
import { startClock } from './thread-clock.server.ts'
import { countNewThread, recountThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/** Takes some answers, with their comments, out into a thread of their own; the first becomes its question. */
export async function splitThread(
  context: Context,
  threadId: number,
  postIds: readonly number[],
  title: string,
  reason: string,
): Promise<{ readonly address: string }> {
  return decideThread(context, threadId, async (trx, { thread }, now) => {
    demand(mayModerate(context.viewer))
    if (thread.part_of !== null) refusePart()
    const posts = await trx
      .selectFrom('posts')
      .select(['id', 'author_id', 'kind', 'created_at', 'hidden_at'])
      .where('thread_id', '=', threadId)
      .where('id', 'in', postIds.length === 0 ? [0] : [...postIds])
      .where('kind', 'in', ['answer', 'reply', 'comment'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const first = posts[0]
    if (!first || posts.length !== postIds.length) {
      throw new AppError('invalid', saying(forumRefusals, 'split.choose'), {
        fields: { posts: saying(forumRefusals, 'split.posts') },
      })
    }
    if (posts.some((post) => post.id === thread.accepted_post_id)) {
      throw new AppError('conflict', saying(forumRefusals, 'split.accepted'))
    }
    if (posts.some((post) => post.hidden_at !== null)) {
      throw new AppError('conflict', saying(forumRefusals, 'split.hidden'))
    }
    const answersBefore = await answersByAuthor(trx, [threadId])
    const made = await trx
      .insertInto('threads')
      .values({
        category_id: thread.category_id,
        author_id: first.author_id,
        kind: thread.kind,
        title,
        slug: slugOf(title),
        listed: thread.listed,
        waiting: thread.listed === 1 && hasAnswers(thread.kind) ? 1 : 0,
        private_at: thread.private_at,
        promised: thread.promised,
        created_at: first.created_at,
        last_post_at: first.created_at,
        last_member_id: first.author_id,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await startClock(trx, made)
    await countNewThread(trx, made)
    const ids = posts.map((post) => post.id)
    await trx.updateTable('posts').set({ thread_id: made.id }).where('parent_id', 'in', ids).execute()
    await trx.updateTable('posts').set({ thread_id: made.id, parent_id: null }).where('id', 'in', ids).execute()
    await trx.updateTable('posts').set({ kind: 'opening' }).where('id', '=', first.id).execute()
    await trx
      .updateTable('posts')
      .set({ kind: 'comment', parent_id: first.id })
      .where('thread_id', '=', made.id)
      .where('id', '!=', first.id)
      .where('parent_id', 'is', null)
      .where((eb) => eb.or([eb('kind', '=', 'comment'), eb('author_id', '=', first.author_id)]))
      .execute()
    await trx
      .updateTable('notices')
      .set({ thread_id: made.id })
      .where('post_id', 'in', (eb) => eb.selectFrom('posts').select('id').where('thread_id', '=', made.id))
      .execute()
    await recountThread(trx, made)
    await recountThread(trx, thread)
    await countAnswersAgain(trx, answersBefore, await answersByAuthor(trx, [threadId, made.id]))
    if (first.author_id !== null) await followThread(trx, first.author_id, made.id, now)
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'split',
      kind: 'thread',
      id: threadId,
      reason,
      detail: { into: made.id, posts: ids },
    })
    await tell(trx, 'thread.split', { thread: made.id, from: threadId }, now)
    return { address: addressOf(made) }
  })
}
