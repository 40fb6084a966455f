import type { Executor } from '#db/transaction.server.ts'
import { GONE } from '../queries/presence.server.ts'

/** What a colleague was writing was sent: they look at the thread still, and write no longer. */
export async function endTyping(db: Executor, threadId: number, memberId: number): Promise<void> {
  await db
    .updateTable('presence')
    .set({ typed_at: null })
    .where('thread_id', '=', threadId)
    .where('member_id', '=', memberId)
    .execute()
}

/** A colleague is done with a thread, and no longer stands in anybody's way there. */
export async function leaveThread(db: Executor, threadId: number, memberId: number): Promise<void> {
  await db.deleteFrom('presence').where('thread_id', '=', threadId).where('member_id', '=', memberId).execute()
}

/** Says that a colleague looks at a thread, and whether they type. */
export async function markPresence(
  db: Executor,
  threadId: number,
  memberId: number,
  now: number,
  isTyping: boolean,
): Promise<void> {
  const typed = isTyping ? { typed_at: now } : {}
  await db
    .insertInto('presence')
    .values({ thread_id: threadId, member_id: memberId, since_at: now, seen_at: now, ...typed })
    .onConflict((c) =>
      c.columns(['thread_id', 'member_id']).doUpdateSet((eb) => ({
        since_at: eb
          .case()
          .when('presence.seen_at', '<', now - GONE)
          .then(now)
          .else(eb.ref('presence.since_at'))
          .end(),
        seen_at: now,
        ...typed,
      })),
    )
    .execute()
}
