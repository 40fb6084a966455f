import { sql } from 'kysely'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/**
 * The part of the job `member.erase` that is about articles: a member who is gone is no longer credited
 * nor named as a source, and what they said of articles stays as a number without their words.
 */
export async function forgetContributor(
  { db }: Pick<Services, 'db'>,
  memberId: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const member = await trx
      .selectFrom('members')
      .select('id')
      .where('id', '=', memberId)
      .where('erased_at', 'is not', null)
      .executeTakeFirst()
    if (!member) return
    await trx.deleteFrom('article_credits').where('member_id', '=', memberId).execute()
    await trx
      .updateTable('article_sources')
      .set({ member_id: null })
      .where('member_id', '=', memberId)
      .execute()
    await trx
      .updateTable('article_votes')
      .set({ member_id: null, note: '', voter_key: sql<string>`'gone ' || id` })
      .where('member_id', '=', memberId)
      .execute()
  })
}
