import { logAct } from '#app/platform/acts.server.ts'
import { mayChangePostKind, mayHidePost, mayModerate } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { hasAnswers } from '../rules.ts'
import { addressOf, postAddress } from '#app/kernel/addresses.ts'
import { saying } from '#app/locale/saying.ts'
import type { ReadablePost } from '../queries/facts.server.ts'
import { getPostToDecide } from './decide.server.ts'
import { countAnswer, countMember } from './member-counts.server.ts'
import { forgetPause, pauseClock } from './thread-clock.server.ts'
import { openingOf } from './post-rows.server.ts'
import { settleFlags } from './settle-flags.server.ts'
import { changeThread, recountThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

type Place = { readonly address: string }

/** Takes a post out of sight; nothing is destroyed. Hiding an opening post hides its thread. */
export async function hidePost(context: Context, postId: number, reason: string): Promise<Place> {
  return decidePost(context, postId, async (trx, found, now) => {
    const { viewer } = context
    demand(mayHidePost(viewer, found.postFacts, now))
    const { post } = found
    let { thread } = found
    const address = addressOf(thread)
    if (post.hidden_at !== null) return { address }
    const hidden = { hidden_at: now, hidden_by: viewer.id, hidden_reason: reason }
    const isAccepted = thread.accepted_post_id === postId
    await trx
      .updateTable('posts')
      .set({
        ...hidden,
        hidden_accepted_at: isAccepted ? thread.accepted_at : null,
        hidden_accepted_by: isAccepted ? thread.accepted_by : null,
      })
      .where('id', '=', postId)
      .execute()
    if (post.kind === 'opening') await changeThread(trx, thread, hidden)
    else {
      if (isAccepted) {
        await countMember(trx, post.author_id, 'accepted_count', -1)
        const { kind } = thread
        const open = { accepted_post_id: null, accepted_at: null, accepted_by: null }
        thread = { ...(await changeThread(trx, thread, open)), kind }
        await tell(trx, 'answer.unaccepted', { thread: thread.id, post: postId }, now)
      }
      if (post.kind !== 'comment') {
        await recountThread(trx, thread)
        if (post.doubt_until === null) await countAnswer(trx, thread, post.author_id, -1)
      }
      // The request for details that the thread waits upon is gone, and so is the wait.
      if (post.asks_details === 1 && thread.details_asked_at === post.created_at) {
        await forgetPause(trx, thread.id)
        await changeThread(trx, thread, { details_asked_at: null })
      }
    }
    await settleFlags(trx, postId, viewer.id, now)
    await tell(trx, 'post.hidden', { thread: thread.id, post: postId }, now)
    await logAct(trx, { at: now, by: viewer.id, verb: 'hide', kind: 'post', id: postId, reason })
    return { address: post.kind === 'opening' ? address : postAddress(thread, postId) }
  })
}

/**
 * Shows a hidden post again, and gives back all that hiding took: also its acceptance, unless another answer was
 * accepted or the asker said meanwhile that nothing helped.
 */
export async function restorePost(context: Context, postId: number, reason: string): Promise<Place> {
  return decidePost(context, postId, async (trx, found, now) => {
    const { viewer } = context
    demand(mayModerate(viewer))
    const { post, thread } = found
    if (post.hidden_at === null) return { address: addressOf(thread) }
    const shown = { hidden_at: null, hidden_by: null, hidden_reason: null }
    await trx
      .updateTable('posts')
      .set({ ...shown, hidden_accepted_at: null, hidden_accepted_by: null })
      .where('id', '=', postId)
      .execute()
    if (post.kind === 'opening') await changeThread(trx, thread, shown)
    else if (post.kind === 'comment') {
      const isLast = await trx
        .selectFrom('posts')
        .select('id')
        .where('thread_id', '=', thread.id)
        .where('created_at', '>', post.created_at)
        .where((eb) =>
          eb.or([
            eb('author_id', '=', thread.author_id),
            eb('kind', 'in', ['answer', 'reply']),
            eb('asks_details', '=', 1),
          ]),
        )
        .where('hidden_at', 'is', null)
        .executeTakeFirst()
      if (post.asks_details === 1 && !isLast && thread.details_asked_at === null) {
        await pauseClock(trx, thread.id, post.created_at, post.author_id)
        await changeThread(trx, thread, { details_asked_at: post.created_at })
      }
    } else {
      const recounted = await recountThread(trx, thread)
      if (post.doubt_until === null) await countAnswer(trx, thread, post.author_id, 1)
      const isOpen = thread.accepted_post_id === null && thread.reopened_at === null
      if (post.hidden_accepted_at !== null && isOpen) {
        await changeThread(trx, recounted, {
          accepted_post_id: postId,
          accepted_at: post.hidden_accepted_at,
          accepted_by: post.hidden_accepted_by,
          last_act: 'solved',
          last_member_id: post.author_id,
        })
        await countMember(trx, post.author_id, 'accepted_count', 1)
        await tell(trx, 'answer.accepted', { thread: thread.id, post: postId }, now)
      }
    }
    await tell(trx, 'post.restored', { thread: thread.id, post: postId }, now)
    await logAct(trx, { at: now, by: viewer.id, verb: 'restore', kind: 'post', id: postId, reason })
    return { address: postAddress(thread, postId) }
  })
}

/** Turns a mis-posted answer into a comment under the question, or a comment into an answer. */
export async function changePostKind(context: Context, postId: number, to: 'comment' | 'answer'): Promise<Place> {
  return decidePost(context, postId, async (trx, { post, thread, facts }, now) => {
    const { viewer } = context
    demand(mayChangePostKind(viewer, facts, now, to === 'comment' && post.doubt_until !== null))
    const address = postAddress(thread, postId)
    const own = hasAnswers(thread.kind) ? 'answer' : 'reply'
    if (post.kind === 'opening') throw new AppError('conflict', saying(forumRefusals, 'kind.opening'))
    if (to === 'comment' ? post.kind === 'comment' : post.kind === own) return { address }
    if (thread.accepted_post_id === postId) {
      throw new AppError('conflict', saying(forumRefusals, 'kind.accepted'))
    }
    if (to === 'answer' && own === 'answer' && post.author_id === thread.author_id) {
      throw new AppError('conflict', saying(forumRefusals, 'kind.own'))
    }
    const opening = await openingOf(trx, thread.id)
    await trx
      .updateTable('posts')
      .set(
        to === 'comment'
          ? { kind: 'comment', parent_id: opening, doubt: null, doubt_until: null }
          : { kind: own, parent_id: null, asks_details: 0 },
      )
      .where('id', '=', postId)
      .execute()
    if (to === 'comment') {
      // What stood under the answer moves along, one level deep as all comments.
      await trx.updateTable('posts').set({ parent_id: opening }).where('parent_id', '=', postId).execute()
    }
    await recountThread(trx, thread)
    if (post.hidden_at === null && post.doubt_until === null)
      await countAnswer(trx, thread, post.author_id, to === 'comment' ? -1 : 1)
    await tell(trx, 'post.converted', { thread: thread.id, post: postId }, now)
    await logAct(trx, { at: now, by: viewer.id, verb: `make ${to}`, kind: 'post', id: postId })
    return { address }
  })
}

async function decidePost(
  context: Context,
  postId: number,
  decide: (trx: Executor, found: ReadablePost, now: number) => Promise<Place>,
): Promise<Place> {
  return inTransaction(context.db, async (trx) => {
    const found = await getPostToDecide(trx, context.viewer, postId)
    return decide(trx, found, context.clock.now())
  })
}
