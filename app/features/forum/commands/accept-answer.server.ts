import { logAct } from '#app/platform/acts.server.ts'
import { mayAcceptAnswer } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { decideAcceptance } from '../rules.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { settleDoubt } from './answer-doubt.server.ts'
import { getPostToDecide } from './decide.server.ts'
import { countAccepted } from './member-counts.server.ts'
import { changeThread } from './thread-counts.server.ts'

/** Marks the answer that solved it; an earlier choice is replaced. Returns its address. */
export async function acceptAnswer(context: Context, postId: number): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const { thread, facts, post } = await getPostToDecide(trx, viewer, postId)
    const now = clock.now()
    demand(mayAcceptAnswer(viewer, facts, now))
    const address = postAddress(thread, postId)
    const decision = decideAcceptance({
      thread: { id: thread.id, kind: thread.kind, acceptedPostId: thread.accepted_post_id },
      post: {
        id: post.id,
        threadId: post.thread_id,
        kind: post.kind,
        isHidden: post.hidden_at !== null,
      },
    })
    if (decision.kind === 'refused') throw new AppError('conflict', decision.why)
    if (decision.kind === 'unchanged') return { address }

    const counted = post.doubt_until === null ? thread : await settleDoubt(trx, thread, post)
    await changeThread(trx, counted, {
      accepted_post_id: postId,
      accepted_at: now,
      accepted_by: viewer.id,
      reopened_at: null,
      last_act: 'solved',
      last_member_id: post.author_id,
    })
    if (decision.replaces !== null) {
      await countAccepted(trx, decision.replaces, -1)
      const replaced = { thread: thread.id, post: decision.replaces }
      await tell(trx, 'answer.unaccepted', replaced, now)
    }
    await countAccepted(trx, postId, 1)
    if (viewer.id !== thread.author_id)
      await logAct(trx, { at: now, by: viewer.id, verb: 'accept', kind: 'post', id: postId })
    await tell(trx, 'answer.accepted', { thread: thread.id, post: postId }, now)
    return { address }
  })
}

/** Takes the choice back, so that the thread is open again. `reason` is kept in the log. */
export async function withdrawAcceptance(
  context: Context,
  postId: number,
  reason = '',
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const { thread, facts } = await getPostToDecide(trx, viewer, postId)
    const now = clock.now()
    demand(mayAcceptAnswer(viewer, facts, now))
    const address = postAddress(thread, postId)
    if (thread.accepted_post_id !== postId) return { address }

    await changeThread(trx, thread, {
      accepted_post_id: null,
      accepted_at: null,
      accepted_by: null,
      last_act: thread.answer_count > 0 ? 'answered' : 'asked',
    })
    await countAccepted(trx, postId, -1)
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'withdraw acceptance',
      kind: 'post',
      id: postId,
      reason,
    })
    await tell(trx, 'answer.unaccepted', { thread: thread.id, post: postId }, now)
    return { address }
  })
}
