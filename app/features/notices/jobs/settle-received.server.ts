import type { Services } from '#app/platform/context.server.ts'
import { isReceiptDue } from '../rules/reasons.ts'
import { tellAboutPost } from './settle-notices.server.ts'

/**
 * The job `notices.received`: whoever has just asked has it in writing by when they hear from someone, once. Nobody is
 * told where nothing is promised, of what came with an import, of a private part, or once somebody answered.
 */
export async function settleReceived({ db, clock }: Pick<Services, 'db' | 'clock'>, threadId: number): Promise<void> {
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  if (!thread || thread.author_id === null || thread.source !== null || thread.part_of !== null) return
  const isOpen = isReceiptDue(
    {
      acceptedPostId: thread.accepted_post_id,
      isReopened: thread.reopened_at !== null,
      isClosed: thread.closed_at !== null,
      answerCount: thread.answer_count,
      dueAt: thread.due_at,
      isPaused: thread.details_asked_at !== null,
    },
    clock.now(),
  )
  if (!isOpen || thread.hidden_at !== null || thread.merged_into !== null) return
  const opening = await db
    .selectFrom('posts')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirst()
  if (!opening) return
  await tellAboutPost(db, clock.now(), [{ memberId: thread.author_id, kind: 'received' }], opening, thread, null)
}
