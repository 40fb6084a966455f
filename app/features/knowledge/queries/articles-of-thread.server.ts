import { listedArticles } from '#app/access/articles.server.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

const selectArticles = prepared((db: Executor, p: { threadId: number; unreadable: readonly number[] }) =>
  db
    .selectFrom('articles')
    .select(['articles.id', 'articles.slug', 'articles.title'])
    .where('articles.id', 'in', (eb) =>
      eb
        .selectFrom('article_sources')
        .select('article_sources.article_id')
        .where('article_sources.thread_id', '=', p.threadId)
        .where('article_sources.gone_at', 'is', null),
    )
    .where(listedArticles(p.unreadable))
    .orderBy('articles.id')
    .limit(3),
)

/** The published articles that were made from a thread, for its readers. */
export async function findArticlesOf(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  threadId: number,
  known?: ReadableCategories,
): Promise<readonly { readonly address: string; readonly title: string }[]> {
  const { unreadable } = known ?? (await categoriesFor(db, viewer))
  const rows = await selectArticles(db, { threadId, unreadable }, null)
  return rows.map((row) => ({ address: articleAddress(row), title: row.title }))
}
