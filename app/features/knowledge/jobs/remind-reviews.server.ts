import type { Services } from '#app/platform/context.server.ts'
import type { ArticleRow } from '#db/schema.ts'

/** Articles reminded of in one run; the next run goes on. */
const MOST = 500

/** The job `articles.remind`: each owner hears once that the day of an article's next look has come. */
export async function remindReviews(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  tell: (article: ArticleRow) => Promise<void>,
): Promise<void> {
  const now = clock.now()
  const due = await db
    .selectFrom('articles')
    .selectAll()
    .where('listed', '=', 1)
    .where('review_by_at', '<=', now)
    .where('reminded_at', 'is', null)
    .orderBy('review_by_at')
    .limit(MOST)
    .execute()
  for (const article of due) {
    await tell(article)
    await db
      .updateTable('articles')
      .set({ reminded_at: now })
      .where('id', '=', article.id)
      .execute()
  }
}
