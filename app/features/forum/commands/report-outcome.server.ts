import { logAct } from '#app/platform/acts.server.ts'
import { mayReportOutcome } from '#app/access/threads.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { saying } from '#app/locale/saying.ts'
import { getPost, getThread } from '../queries/facts.server.ts'
import { hasAnswers } from '../rules.ts'
import { acceptAnswer } from './accept-answer.server.ts'
import { countAccepted } from './member-counts.server.ts'
import { changeThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

/**
 * The asker's word on how it went: solved by an answer (which accepts it), or "did not help", which
 * takes an acceptance back and opens the thread again among those that need an answer.
 */
export async function reportOutcome(
  context: Context,
  threadId: number,
  outcome: { readonly kind: 'solved'; readonly postId: number } | { readonly kind: 'did-not-help' },
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  if (outcome.kind === 'solved') {
    const { thread } = await getPost(context.db, viewer, outcome.postId)
    // The address names the thread: a post of another is none of its answers.
    if (thread.id !== threadId) throw new AppError('not-found', saying(forumRefusals, 'missing.answer'))
    return acceptAnswer(context, outcome.postId)
  }
  return inTransaction(context.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const { thread, facts } = await getThread(trx, viewer, threadId)
    const now = clock.now()
    demand(mayReportOutcome(viewer, facts, now))
    if (!hasAnswers(thread.kind) || thread.answer_count === 0)
      throw new AppError('conflict', saying(forumRefusals, 'noAnswer'))
    // Said again, it would only bring the thread to the top of every list again.
    if (thread.reopened_at !== null && thread.accepted_post_id === null) return { address: addressOf(thread) }
    if (thread.accepted_post_id !== null) {
      await countAccepted(trx, thread.accepted_post_id, -1)
      const failed = { thread: threadId, post: thread.accepted_post_id }
      await tell(trx, 'answer.unaccepted', failed, now)
    }
    await changeThread(trx, thread, {
      accepted_post_id: null,
      accepted_at: null,
      accepted_by: null,
      reopened_at: now,
      last_act: 'reopened',
      last_post_at: now,
      last_member_id: viewer.id,
      outcome_asked_at: now,
    })
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'did not help',
      kind: 'thread',
      id: threadId,
    })
    await tell(trx, 'thread.reopened', { thread: threadId }, now)
    return { address: addressOf(thread) }
  })
}
