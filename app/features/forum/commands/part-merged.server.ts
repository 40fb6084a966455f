import { mayModerate } from '#app/access/threads.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getThread } from '../queries/facts.server.ts'
import { countFollowers, type MergeRecord } from './merge-thread.server.ts'
import { returnPart } from './merge-part.server.ts'
import { answersByAuthor, countAccepted, countAnswersAgain } from './member-counts.server.ts'
import { changeThread, recountThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/**
 * Takes the joining of two threads back: posts, followers, same-heres, notices, the accepted answer and the address
 * of the joined thread are its own again. What was written under its posts since goes with them; what was split off
 * or taken back since stays where it is. Taken back twice, nothing happens the second time.
 */
export async function partMerged(context: Context, mergeId: number): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    demand(mayModerate(viewer))
    const merge = await trx.selectFrom('thread_merges').selectAll().where('id', '=', mergeId).executeTakeFirst()
    if (!merge) throw new AppError('not-found', saying(forumRefusals, 'missing.joining'))
    const { thread_id: threadId, into_id: intoId } = merge
    for (const id of [threadId, intoId].sort((a, b) => a - b)) await lockRow(trx, 'threads', id)
    const { thread } = await getThread(trx, viewer, threadId)
    const { thread: into } = await getThread(trx, viewer, intoId)
    if (merge.undone_at !== null) return { address: addressOf(thread) }
    if (thread.merged_into !== intoId) throw new AppError('conflict', saying(forumRefusals, 'part.joined'))
    const now = clock.now()
    const before = JSON.parse(merge.before) as MergeRecord // written by mergeThread only
    const answersBefore = await answersByAuthor(trx, [threadId, intoId])
    await movePosts(trx, before, threadId, intoId)
    await moveMarks(trx, before, threadId, intoId)
    await leadHere(trx, before, threadId, intoId)
    if (typeof before.part === 'number') await returnPart(trx, before.part, threadId)

    const accepted = await restorableAcceptance(trx, before, threadId)
    const own = await changeThread(trx, thread, {
      merged_into: null,
      merged_at: null,
      same_here_count: before.sameHere.length + before.sameHereOfImport,
      follower_count: await countFollowers(trx, threadId),
      accepted_post_id: accepted?.post ?? null,
      accepted_at: accepted?.at ?? null,
      accepted_by: accepted?.by ?? null,
    })
    await recountThread(trx, own)
    const isTheirs = into.accepted_post_id !== null && before.posts.some(({ id }) => id === into.accepted_post_id)
    const moved = before.sameHere.filter(({ hadBoth }) => !hadBoth).length + before.sameHereOfImport
    const other = await changeThread(trx, into, {
      same_here_count: Math.max(0, into.same_here_count - moved),
      follower_count: await countFollowers(trx, intoId),
      ...(isTheirs ? { accepted_post_id: null, accepted_at: null, accepted_by: null } : {}),
    })
    await recountThread(trx, other)
    if (isTheirs && into.accepted_post_id !== null) {
      await countAccepted(trx, into.accepted_post_id, -1)
      const lost = { thread: intoId, post: into.accepted_post_id }
      await tell(trx, 'answer.unaccepted', lost, now)
    }
    if (accepted) {
      await countAccepted(trx, accepted.post, 1)
      await tell(trx, 'answer.accepted', { thread: threadId, post: accepted.post }, now)
    }
    await countAnswersAgain(trx, answersBefore, await answersByAuthor(trx, [threadId, intoId]))
    await trx
      .updateTable('thread_merges')
      .set({ undone_at: now, undone_by: viewer.id })
      .where('id', '=', mergeId)
      .execute()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'part',
      kind: 'thread',
      id: threadId,
      detail: { from: intoId, posts: before.posts.length },
    })
    await tell(trx, 'thread.parted', { thread: threadId, into: intoId }, now)
    return { address: addressOf(own) }
  })
}

/** The posts that came along and are there still, as what they were, with what was written under them since. */
async function movePosts(trx: Executor, { posts }: MergeRecord, threadId: number, intoId: number): Promise<void> {
  for (const { id, kind, parent_id } of posts) {
    await trx
      .updateTable('posts')
      .set({ thread_id: threadId, kind, parent_id })
      .where('id', '=', id)
      .where('thread_id', '=', intoId)
      .execute()
  }
  const ids = posts.map(({ id }) => id)
  if (ids.length === 0) return
  await trx
    .updateTable('posts')
    .set({ thread_id: threadId })
    .where('thread_id', '=', intoId)
    .where('parent_id', 'in', ids)
    .execute()
}

async function moveMarks(
  trx: Executor,
  { sameHere, follows }: MergeRecord,
  threadId: number,
  intoId: number,
): Promise<void> {
  for (const { member, at, hadBoth } of sameHere) {
    await trx
      .insertInto('same_here')
      .values({ thread_id: threadId, member_id: member, at })
      .onConflict((c) => c.doNothing())
      .execute()
    if (hadBoth) continue
    await trx
      .deleteFrom('same_here')
      .where('thread_id', '=', intoId)
      .where('member_id', '=', member)
      .where('at', '=', at)
      .execute()
  }
  for (const { member, at, hadBoth } of follows) {
    await trx
      .insertInto('follows')
      .values({ kind: 'thread', subject_id: threadId, member_id: member, at })
      .onConflict((c) => c.doNothing())
      .execute()
    if (hadBoth) continue
    await trx
      .deleteFrom('follows')
      .where('kind', '=', 'thread')
      .where('subject_id', '=', intoId)
      .where('member_id', '=', member)
      .where('at', '=', at)
      .execute()
  }
}

/** Notices, and the addresses of threads that had been joined to it before. */
async function leadHere(
  trx: Executor,
  { notices, led, posts }: MergeRecord,
  threadId: number,
  intoId: number,
): Promise<void> {
  const here = { thread_id: threadId }
  const ids = posts.map(({ id }) => id)
  if (notices.length > 0)
    await trx
      .updateTable('notices')
      .set(here)
      .where('id', 'in', [...notices])
      .execute()
  if (ids.length > 0) {
    await trx
      .updateTable('notices')
      .set(here)
      .where('thread_id', '=', intoId)
      .where('post_id', 'in', (eb) => eb.selectFrom('posts').select('id').where('thread_id', '=', threadId))
      .execute()
  }
  if (led.length > 0)
    await trx
      .updateTable('threads')
      .set({ merged_into: threadId })
      .where('id', 'in', [...led])
      .execute()
}

/** The acceptance of before, where its answer is here and shown. */
async function restorableAcceptance(
  trx: Executor,
  { accepted }: MergeRecord,
  threadId: number,
): Promise<MergeRecord['accepted']> {
  if (accepted === null) return null
  const post = await trx
    .selectFrom('posts')
    .select('id')
    .where('id', '=', accepted.post)
    .where('thread_id', '=', threadId)
    .where('hidden_at', 'is', null)
    .executeTakeFirst()
  return post ? accepted : null
}
