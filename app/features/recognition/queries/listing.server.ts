import type { Executor } from '#db/transaction.server.ts'

/** Whether a member wants to stand among the leaders, and where they say they work. */
export async function getListing(
  db: Executor,
  memberId: number,
): Promise<{ readonly isListed: boolean; readonly company: string }> {
  const row = await db
    .selectFrom('members')
    .leftJoin('standings', 'standings.member_id', 'members.id')
    .select(['members.company', 'standings.unlisted_at'])
    .where('members.id', '=', memberId)
    .executeTakeFirst()
  return { isListed: (row?.unlisted_at ?? null) === null, company: row?.company ?? '' }
}
