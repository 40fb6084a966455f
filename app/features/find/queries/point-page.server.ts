import { mayReadSearches } from '#app/access/desk.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import type { ArticleRowView } from '#app/features/knowledge/types.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { SearchUnavailableError, type SearchEngine } from '#search/engine.ts'
import { queryKey } from '../rules/query-key.ts'
import type { PointPageView } from '../types.ts'

const OFFERED = 8

/** The article that a search is pointed to, where the reader may read it. */
export async function findPinned(
  db: Executor,
  query: string,
  categories: ReadableCategories,
): Promise<ArticleRowView | null> {
  const key = queryKey(query)
  if (key === '') return null
  const pin = await db.selectFrom('search_pins').select('article_id').where('query_key', '=', key).executeTakeFirst()
  if (!pin) return null
  const [article] = await findListedArticles(db, [pin.article_id], categories)
  return article ?? null
}

/** Articles that may answer a search, to choose one of. */
export async function getPointPage(
  { db, viewer, log }: Pick<Context, 'db' | 'viewer' | 'log'>,
  search: SearchEngine,
  query: string,
): Promise<PointPageView> {
  demand(mayReadSearches(viewer))
  const categories = await categoriesFor(db, viewer)
  const pinned = await findPinned(db, query, categories)
  const ids = await nearArticles(search, query, categories).catch((error: unknown) => {
    if (!(error instanceof SearchUnavailableError)) throw error
    log.warn({ err: error }, 'search does not answer')
    return []
  })
  const rows = await findListedArticles(db, ids, categories)
  const brief = ({ id, address, title }: ArticleRowView) => ({ id, address, title })
  return {
    query,
    pinned: pinned && brief(pinned),
    articles: rows.filter(({ id }) => id !== pinned?.id).map(brief),
  }
}

async function nearArticles(
  search: SearchEngine,
  query: string,
  { unreadable }: ReadableCategories,
): Promise<readonly number[]> {
  const found = await search.articles.search({ text: query, withoutCategories: unreadable, limit: OFFERED, skip: 0 })
  const alike = await search.articles.similar(query, '', unreadable, OFFERED)
  return [...new Set([...found.hits, ...alike].map(({ id }) => id))].slice(0, OFFERED)
}
