import { sql } from 'kysely'
import type { Executor } from '#db/transaction.server.ts'

/** Follows a thread for a member; pressing twice is harmless. */
export async function followThread(trx: Executor, memberId: number, threadId: number, now: number): Promise<void> {
  const row = await trx
    .insertInto('follows')
    .values({ member_id: memberId, kind: 'thread', subject_id: threadId, at: now })
    .onConflict((c) => c.columns(['member_id', 'kind', 'subject_id']).doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (row) await addFollowers(trx, threadId, 1)
}

/** Changes a thread's count of followers. */
export async function addFollowers(trx: Executor, threadId: number, by: number): Promise<void> {
  await trx
    .updateTable('threads')
    .set({ follower_count: sql`follower_count + ${by}` })
    .where('id', '=', threadId)
    .execute()
}
