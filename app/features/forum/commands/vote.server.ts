import { sql } from 'kysely'
import { mayFollow, maySaySameHere, mayVoteHelpful } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { saying } from '#app/locale/saying.ts'
import { getPost, getThread } from '../queries/facts.server.ts'
import { addFollowers, followThread } from './follows.server.ts'
import { countMember } from './member-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/** Says that a post helped, or takes that back. Pressed twice, counted once. Returns where it stands. */
export async function voteHelpful(
  context: Context,
  postId: number,
  add: boolean,
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const now = clock.now()
    const { post, postFacts, facts, thread } = await getPost(trx, viewer, postId)
    const address = postAddress(thread, postId)
    if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
    if (add) demand(mayVoteHelpful(viewer, facts, postFacts, now))
    const changed = add
      ? await trx
          .insertInto('helpful')
          .values({ post_id: postId, member_id: viewer.id, at: now })
          .onConflict((c) => c.columns(['post_id', 'member_id']).doNothing())
          .returning('post_id')
          .executeTakeFirst()
      : await trx
          .deleteFrom('helpful')
          .where('post_id', '=', postId)
          .where('member_id', '=', viewer.id)
          .returning('post_id')
          .executeTakeFirst()
    if (!changed) return { address }
    const by = add ? 1 : -1
    await trx
      .updateTable('posts')
      .set({ helpful_count: sql`helpful_count + ${by}` })
      .where('id', '=', postId)
      .execute()
    await countMember(trx, post.author_id, 'helpful_count', by)
    const event = { thread: thread.id, post: postId }
    await tell(trx, add ? 'vote.given' : 'vote.withdrawn', event, now)
    return { address }
  })
}

/** Says "I have this too", which also follows the thread; or takes it back. */
export async function saySameHere(
  context: Context,
  threadId: number,
  add: boolean,
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'threads', threadId)
    const { thread, facts } = await getThread(trx, viewer, threadId)
    if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
    if (add) demand(maySaySameHere(viewer, facts, now))
    const changed = add
      ? await trx
          .insertInto('same_here')
          .values({ thread_id: threadId, member_id: viewer.id, at: now })
          .onConflict((c) => c.columns(['thread_id', 'member_id']).doNothing())
          .returning('thread_id')
          .executeTakeFirst()
      : await trx
          .deleteFrom('same_here')
          .where('thread_id', '=', threadId)
          .where('member_id', '=', viewer.id)
          .returning('thread_id')
          .executeTakeFirst()
    if (changed) {
      await trx
        .updateTable('threads')
        .set({ same_here_count: sql`same_here_count + ${add ? 1 : -1}` })
        .where('id', '=', threadId)
        .execute()
      if (add) await followThread(trx, viewer.id, threadId, now)
      const name = add ? 'same-here.given' : 'same-here.withdrawn'
      await tell(trx, name, { thread: threadId }, now)
    }
    return { address: addressOf(thread) }
  })
}

/** Follows a thread, or stops following it. */
export async function setFollowing(
  context: Context,
  threadId: number,
  add: boolean,
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const { thread, facts } = await getThread(trx, viewer, threadId)
    if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
    if (add) {
      demand(mayFollow(viewer, facts))
      await followThread(trx, viewer.id, threadId, clock.now())
    } else {
      const gone = await trx
        .deleteFrom('follows')
        .where('member_id', '=', viewer.id)
        .where('kind', '=', 'thread')
        .where('subject_id', '=', threadId)
        .returning('member_id')
        .executeTakeFirst()
      if (gone) await addFollowers(trx, threadId, -1)
    }
    return { address: addressOf(thread) }
  })
}
