import { LRUCache } from 'lru-cache'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import type { ThreadPageView } from '#app/features/forum/types.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import type { ArticlePageView } from '#app/features/knowledge/types.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Context } from '#app/platform/context.server.ts'
import { SearchUnavailableError, type SearchEngine } from '#search/engine.ts'
import type { SimilarThread } from '../types.ts'
import { answersWell } from '../rules/answers-well.ts'
import { rankArticles } from '../rules/rank-articles.ts'
import { linkedArticles, madeFrom, readCounts } from './linked-articles.server.ts'
import { similarRows, weighAsked } from './suggestions.server.ts'

const SHOWN = 4
/** Threads whose links count as votes for an article; more hardly help. */
const NEIGHBOURS = 100
const MATCHES = 10

/** What stands beside a thread moves slowly, and asking the engine costs more than the page itself. */
const kept = new WeakMap<object, LRUCache<string, readonly number[]>>()

/**
 * What stands beside an article: further articles and threads near it. Kept and checked as for threads.
 */
export async function findRelated(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>,
  search: SearchEngine,
  article: Pick<ArticlePageView, 'id' | 'title' | 'aliases' | 'madeFrom'>,
): Promise<Pick<ArticlePageView, 'related' | 'relatedThreads'>> {
  const { db, viewer } = context
  const categories = await categoriesFor(db, viewer)
  const key = `${viewer.role} article ${article.id} ${article.title}`
  const articles = await remembered(context, key, async () => {
    const text = article.aliases.join(' ')
    const found = await search.articles.similar(article.title, text, categories.unreadable, SHOWN + 1)
    return found
      .map(({ id }) => id)
      .filter((id) => id !== article.id)
      .slice(0, SHOWN)
  })
  const made = new Set(article.madeFrom.map((thread) => thread.title))
  const threads = (await findNearby(context, search, { id: 0, title: article.title }, categories)).filter(
    (thread) => !made.has(thread.title),
  )
  return {
    related: await findListedArticles(db, articles, categories),
    relatedThreads: threads.map((thread, at) => ({
      number: at + 1,
      address: thread.address,
      title: thread.title,
      state: thread.state,
    })),
  }
}

/** What the engine found for a key within the last ten minutes; nothing while it does not answer. */
async function remembered(
  { db, log }: Pick<Context, 'db' | 'log'>,
  key: string,
  find: () => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const known = kept.get(db) ?? new LRUCache<string, readonly number[]>({ max: 5000, ttl: 10 * MINUTE })
  kept.set(db, known)
  const before = known.get(key)
  if (before) return before
  try {
    const ids = await find()
    known.set(key, ids)
    return ids
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    log.warn({ err: error }, 'what is near does not answer')
    return []
  }
}

/**
 * Threads that ask something near this one, for those who read it. Which they are is kept for ten minutes;
 * whether this viewer may find them is asked each time, because a thread may become private meanwhile.
 */
export async function findNearby(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>,
  search: SearchEngine,
  thread: Pick<ThreadPageView, 'id' | 'title'>,
  known?: ReadableCategories,
): Promise<readonly SimilarThread[]> {
  const categories = known ?? (await categoriesFor(context.db, context.viewer))
  const ids = await nearThreads(context, search, thread, categories)
  return (await similarRows(context, ids.slice(0, 2 * SHOWN), categories)).slice(0, SHOWN)
}

/**
 * Articles that may help with a thread: what near threads lead to, what matches, what is read (`rankArticles`). What
 * was made from the thread itself is left out. Kept for ten minutes and checked each time, as near threads are.
 */
export async function findArticlesForThread(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>,
  search: SearchEngine,
  thread: Pick<ThreadPageView, 'id' | 'title'>,
  known?: ReadableCategories,
): Promise<readonly { readonly address: string; readonly title: string }[]> {
  const { db, viewer } = context
  const categories = known ?? (await categoriesFor(db, viewer))
  const key = `${viewer.role} articles for ${thread.id} ${thread.title}`
  const ids = await remembered(context, key, async () => {
    const near = await nearThreads(context, search, thread, categories)
    const found = await search.articles.similar(thread.title, '', categories.unreadable, MATCHES)
    const matches = found.map(({ id }) => id)
    const links = await linkedArticles(db, near, categories.unreadable)
    const neighbourLinks = near.map((id) => links.get(id) ?? [])
    const all = [...new Set([...matches, ...neighbourLinks.flat()])]
    const listed = await findListedArticles(db, matches, categories)
    const asks = listed.length === 0 ? [] : await weighAsked(search, thread.title)
    const answering = new Set(listed.filter((row) => answersWell(asks, row)).map(({ id }) => id))
    const ranked = rankArticles({ matches, neighbourLinks, popularity: await readCounts(db, all), answering })
    const made = await madeFrom(db, thread.id)
    return ranked.filter((id) => !made.has(id)).slice(0, 2 * SHOWN)
  })
  const rows = await findListedArticles(db, ids, categories)
  return rows.slice(0, SHOWN).map(({ address, title }) => ({ address, title }))
}

/** The nearest other threads by what the engine knows. */
async function nearThreads(
  context: Pick<Context, 'db' | 'viewer' | 'log'>,
  search: SearchEngine,
  thread: Pick<ThreadPageView, 'id' | 'title'>,
  { unreadable }: ReadableCategories,
): Promise<readonly number[]> {
  // Roles may read different categories, so each has its own.
  return remembered(context, `${context.viewer.role} ${thread.id} ${thread.title}`, async () => {
    const found = await search.threads.similar(thread.title.slice(0, 300), '', unreadable, NEIGHBOURS)
    return found.map(({ id }) => id).filter((id) => id !== thread.id)
  })
}
