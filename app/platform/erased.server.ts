import type { Executor } from '#db/transaction.server.ts'

/** Whether this member has erased their account: what forgets a member asks first, since a job may come twice or by mistake. */
export async function isErased(db: Executor, memberId: number): Promise<boolean> {
  const gone = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('erased_at', 'is not', null)
    .executeTakeFirst()
  return gone !== undefined
}
