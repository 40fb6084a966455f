import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Articles reminded of in one run; the next run goes on. */
const MOST = 500

/** The job `articles.remind`: each owner hears once that the day of an article's next look has come. */
export async function remindReviews({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  const due = await db
    .selectFrom('articles')
    .select('id')
    .where('listed', '=', 1)
    .where('review_by_at', '<=', now)
    .where('reminded_at', 'is', null)
    .orderBy('review_by_at')
    .limit(MOST)
    .execute()
  for (const { id } of due) {
    await inTransaction(db, async (trx) => {
      const reminded = await trx
        .updateTable('articles')
        .set({ reminded_at: now })
        .where('id', '=', id)
        .where('reminded_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (reminded) await tell(trx, 'article.review-due', { article: id }, now)
    })
  }
}
