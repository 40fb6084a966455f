import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { isStorageFailure, type Executor } from '#db/transaction.server.ts'

/** Marks one notice, or all of a member's, as read. */
export async function markNoticesRead(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  memberId: number,
  noticeId?: number,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ read_at: clock.now() })
    .where('member_id', '=', memberId)
    .where('read_at', 'is', null)
    .$if(noticeId !== undefined, (q) => q.where('id', '=', noticeId ?? 0))
    .execute()
}

const selectRead = prepared((db: Executor, p: { memberId: number; threadId: number }) =>
  db.selectFrom('thread_reads').select('at').where('member_id', '=', p.memberId).where('thread_id', '=', p.threadId),
)

/**
 * Marks what a member was told of this thread as read, because they are looking at it. Writes only
 * when there is something new, and never stands in the way of reading: a full disk is passed over.
 */
export async function markThreadRead(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  viewer: MemberViewer,
  threadId: number,
  lastPostAt: number,
): Promise<void> {
  const now = clock.now()
  try {
    const [read] = await selectRead(db, { memberId: viewer.id, threadId }, null)
    if (read === undefined || read.at < lastPostAt) {
      await db
        .insertInto('thread_reads')
        .values({ member_id: viewer.id, thread_id: threadId, at: now })
        .onConflict((c) => c.columns(['member_id', 'thread_id']).doUpdateSet({ at: now }))
        .execute()
    }
    if (viewer.unread === 0) return
    await db
      .updateTable('notices')
      .set({ read_at: now })
      .where('member_id', '=', viewer.id)
      .where('thread_id', '=', threadId)
      .where('read_at', 'is', null)
      .execute()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
}
