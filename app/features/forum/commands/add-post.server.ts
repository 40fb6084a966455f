import { mayAskDetails, mayPostIn } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember, isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { DOUBT_LASTS, hasAnswers } from '../rules.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { saying } from '#app/locale/saying.ts'
import { getPost, getThread } from '../queries/facts.server.ts'
import type { PostKind } from '../types.ts'
import { stopPersonalData } from './stop-personal-data.ts'
import { stopBeyondLevel } from './stop-beyond-level.ts'
import { stopManyMentions } from './stop-many-mentions.ts'
import { followThread } from './follows.server.ts'
import { tellFirstAnswer } from './first-answer.server.ts'
import { countAnswer } from './member-counts.server.ts'
import { pauseClock, resumeClock } from './thread-clock.server.ts'
import { doubtOfAnswer } from '../rules/answer-doubt.ts'
import { followPart } from './part-clock.server.ts'
import { findByOnceKey, insertPost, openingOf } from './post-rows.server.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { changeThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

export interface PostDraft {
  readonly body: string
  /** Under which post a comment stands; null = in the thread itself. */
  readonly parentId: number | null
  readonly as: 'answer' | 'comment'
  readonly asksDetails?: boolean | undefined
  /** In a private part: staff need nothing of the asker, so that the clock of the question runs on. */
  readonly needsNothing?: boolean | undefined
  readonly key?: string | undefined
  /** The author was shown the personal data in it and wants it public. */
  readonly isSure?: boolean | undefined
  /** Prepared answers that went into it. */
  readonly prepared?: readonly number[]
}

/**
 * Adds an answer, reply or comment to a thread and returns its address. The asker's own words in
 * their question become a comment under it: answered is not the same as replied.
 */
export async function addPost(
  context: Context,
  threadId: number,
  draft: PostDraft,
): Promise<{ readonly address: string; readonly postId: number }> {
  const { db, clock, viewer } = context
  const seen = await getThread(db, viewer, threadId)
  demand(mayPostIn(viewer, seen.facts, clock.now()))
  if (!isMember(viewer)) throw new AppError('forbidden', saying(forumRefusals, 'signIn'))
  if (seen.thread.private_at === null) stopPersonalData(draft)
  const html = await context.markdown.render(draft.body, context.viewer.id)
  stopManyMentions(html)
  stopBeyondLevel(viewer, html)
  const once = onceKey(viewer, draft.key)

  return inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'threads', threadId)
    const { thread, facts } = await getThread(trx, viewer, threadId)
    const earlier = once === null ? undefined : await findByOnceKey(trx, once)
    if (earlier) return placeOf(thread, earlier.postId)
    demand(mayPostIn(viewer, facts, now))

    const isOwn = thread.author_id === viewer.id
    const kind = kindOf(draft, hasAnswers(thread.kind), isOwn)
    const asksDetails = kind === 'comment' && draft.asksDetails === true && mayAskDetails(viewer, facts)
    const parentId = kind === 'comment' ? await parentOf(trx, context, threadId, draft.parentId) : null
    // What staff write is one; so is the next answer of somebody whose first was doubted.
    const doubt = kind === 'answer' && !isStaff(viewer) ? doubtOfAnswer(draft.body) : null
    const doubtUntil = doubt === null ? null : now + DOUBT_LASTS
    const postId = await insertPost(trx, now, {
      threadId,
      parentId,
      authorId: viewer.id,
      kind,
      body: draft.body,
      html,
      onceKey: once,
      asksDetails,
      doubt,
      doubtUntil,
    })
    if (postId === null) throw new AppError('conflict', saying(forumRefusals, 'twice.post'))
    await noteUses(trx, draft.prepared ?? [], { post: postId, by: viewer.id, at: now })

    const resumes = thread.details_asked_at !== null && (isOwn || (kind !== 'comment' && doubt === null))
    if (resumes) await resumeClock(trx, threadId, now)
    if (doubt !== null) {
      await changeThread(trx, thread, {
        doubt_until: Math.min(thread.doubt_until ?? Infinity, now + DOUBT_LASTS),
        last_post_at: now,
      })
    } else if (kind !== 'comment') {
      await changeThread(trx, thread, {
        answer_count: thread.answer_count + 1,
        first_answer_at: thread.first_answer_at ?? now,
        details_asked_at: null,
        reopened_at: null,
        last_post_at: now,
        last_act: thread.accepted_post_id !== null ? 'solved' : kind === 'answer' ? 'answered' : 'replied',
        last_member_id: viewer.id,
      })
      await countAnswer(trx, thread, viewer.id, 1)
      if (kind === 'answer' && thread.part_of === null)
        await tellFirstAnswer(trx, { id: postId, author_id: viewer.id }, now)
    } else if (asksDetails) {
      await pauseClock(trx, threadId, now, viewer.id)
      await changeThread(trx, thread, { details_asked_at: now })
    } else if (isOwn && thread.details_asked_at !== null) {
      await changeThread(trx, thread, { details_asked_at: null, last_post_at: now })
    }
    if (thread.part_of !== null && (isOwn || draft.needsNothing !== true))
      await followPart(trx, thread, now, { id: viewer.id, isAsker: isOwn })
    await followThread(trx, viewer.id, threadId, now)
    const draftKey = draft.parentId === null ? `thread:${threadId}:answer` : `post:${draft.parentId}:comment`
    await trx.deleteFrom('drafts').where('member_id', '=', viewer.id).where('key', '=', draftKey).execute()
    const changesWait =
      isOwn ||
      doubt !== null ||
      asksDetails ||
      resumes ||
      thread.answer_count === 0 ||
      thread.reopened_at !== null ||
      thread.part_of !== null
    await tell(trx, 'post.added', { thread: threadId, post: postId, changesWait }, now)
    return placeOf(thread, postId)
  })
}

/** Writes down which prepared answers went into a post; one that is gone by now is left out. */
export async function noteUses(
  trx: Executor,
  ids: readonly number[],
  { post, by, at }: { readonly post: number; readonly by: number; readonly at: number },
): Promise<void> {
  if (ids.length === 0) return
  const known = await trx
    .selectFrom('prepared_answers')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  if (known.length === 0) return
  await trx
    .insertInto('prepared_uses')
    .values(known.map(({ id }) => ({ prepared_id: id, post_id: post, at, by_id: by })))
    .onConflict((c) => c.doNothing())
    .execute()
}

function placeOf(thread: { id: number; slug: string }, postId: number): { address: string; postId: number } {
  return { address: postAddress(thread, postId), postId }
}

function kindOf(draft: PostDraft, answers: boolean, isOwn: boolean): PostKind {
  if (draft.as === 'comment' || draft.parentId !== null) return 'comment'
  if (!answers) return 'reply'
  return isOwn ? 'comment' : 'answer'
}

/** Comments stand under an opening post, an answer or a reply, one level deep. */
async function parentOf(
  trx: Context['db'],
  context: Context,
  threadId: number,
  parentId: number | null,
): Promise<number> {
  if (parentId === null) return openingOf(trx, threadId)
  const { post } = await getPost(trx, context.viewer, parentId)
  if (post.thread_id !== threadId) throw new AppError('conflict', saying(forumRefusals, 'comment.moved'))
  if (post.hidden_at !== null) throw new AppError('conflict', saying(forumRefusals, 'comment.hidden'))
  return post.kind === 'comment' ? (post.parent_id ?? post.id) : post.id
}
