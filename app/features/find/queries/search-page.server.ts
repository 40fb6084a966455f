import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { plainState, stateOf } from '#app/features/forum/queries/thread-state.ts'
import type { ThreadKind } from '#app/features/forum/types.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import type { ArticleRowView } from '#app/features/knowledge/types.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY } from '#app/kernel/clock.ts'
import { escapeHtml } from '#app/kernel/html.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { FOUND_END, FOUND_START, SearchUnavailableError, type SearchEngine, type SearchHit } from '#search/engine.ts'
import { answersWell, askedWords, saysWell, weighWords, type AskedWord } from '../rules/answers-well.ts'
import type { HelpRow, SearchFilters, SearchPageView, SimilarThread } from '../types.ts'

const PAGE = 20
const FIRST_ARTICLES = 3
const SPAN_DAYS = { week: 7, month: 31, year: 365 } as const

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>

/** One page of search results for this viewer. `page` is how many to pass over; the engine is asked once. */
export async function getSearchPage(
  context: Reading,
  search: SearchEngine,
  asked: {
    readonly query: string
    readonly filters: SearchFilters
    readonly page: string | null
    readonly exact?: boolean
  },
  known?: ReadableCategories,
): Promise<SearchPageView> {
  const { query, filters, exact = false } = asked
  const skip = /^\d{1,3}$/.test(asked.page ?? '') ? Math.min(500, Number(asked.page)) : 0
  const empty: SearchPageView = {
    query,
    filters,
    hits: [],
    articles: [],
    articleCount: 0,
    count: { number: 0, more: false },
    matched: 'all',
    corrected: null,
    also: null,
    exact,
    older: null,
    newer: null,
    unavailable: false,
  }
  if (query.trim() === '') return empty
  const categories = known ?? (await categoriesFor(context.db, context.viewer))
  const category =
    filters.category === null ? undefined : categories.readable.find((one) => one.slug === filters.category)
  if (filters.category !== null && !category) return empty
  try {
    if (filters.what === 'articles')
      return { ...empty, ...(await findArticles(context, search, asked, categories, skip)) }
    const typed = await findArticles(context, search, { query, filters, exact: true }, categories, skip)
    // What an article says in these very words was meant so.
    const isSaid = typed.articles.length > 0 && typed.matched === 'all'
    const reply = await search.threads.search({
      text: query,
      withoutCategories: categories.unreadable,
      category: category?.id,
      kind: filters.kind === 'all' ? undefined : filters.kind,
      state: filters.state === 'all' ? undefined : filters.state,
      tag: filters.tag ?? undefined,
      since: filters.since === 'any' ? undefined : context.clock.now() - SPAN_DAYS[filters.since] * DAY,
      limit: PAGE,
      skip,
      exact: exact || isSaid,
    })
    const { corrected } = reply
    const isAskedAgain = corrected !== null || (!exact && reply.count === 0 && !isSaid)
    const words = { query: corrected ?? query, filters, exact: corrected !== null }
    const found = isAskedAgain ? await findArticles(context, search, words, categories, skip) : typed
    const ids = reply.hits.map((hit) => hit.id)
    // The engine's word is checked against the database: what this viewer may not read was never found.
    const listed = await findListedThreads(context.db, ids, categories.unreadable)
    const now = context.clock.now()
    return {
      ...empty,
      articles: found.articles,
      articleCount: found.articleCount,
      hits: reply.hits.flatMap((hit) => {
        const row = listed.find((one) => one.id === hit.id)
        const of = row && categories.byId(row.category_id)
        if (!of) return []
        return {
          id: row.id,
          address: addressOf(row),
          titleHtml: markedHtml(hit.title),
          excerptHtml: markedHtml(hit.excerpt),
          kind: row.kind as ThreadKind, // written from the closed list only
          state: plainState(stateOf(row, now), context.viewer),
          categoryName: of.name,
          createdAt: row.created_at,
          answerCount: row.answer_count,
          sameHereCount: row.same_here_count,
        }
      }),
      count: { number: reply.count, more: reply.count >= 1000 },
      matched: reply.matched,
      corrected: corrected ?? found.corrected,
      also: reply.also,
      newer: skip > 0 ? String(Math.max(0, skip - PAGE)) : null,
      older: skip + PAGE < reply.count && skip < 500 ? String(skip + PAGE) : null,
    }
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    context.log.warn({ err: error }, 'search does not answer')
    return { ...empty, unavailable: true }
  }
}

/** Articles before the threads: the best few, or a page of them. None where threads alone are filtered. */
async function findArticles(
  { db }: Pick<Reading, 'db'>,
  search: SearchEngine,
  asked: { readonly query: string; readonly filters: SearchFilters; readonly exact?: boolean },
  categories: ReadableCategories,
  skip: number,
): Promise<
  Pick<SearchPageView, 'articles' | 'articleCount' | 'count' | 'matched' | 'corrected' | 'also' | 'newer' | 'older'>
> {
  const { query, filters, exact = false } = asked
  const isAlone = filters.what === 'articles'
  const nothing = {
    articles: [],
    articleCount: 0,
    count: { number: 0, more: false },
    matched: 'all',
    corrected: null,
    also: null,
    newer: null,
    older: null,
  } as const
  const isOfThreads = filters.kind !== 'all' || filters.state !== 'all'
  if (!isAlone && (isOfThreads || skip > 0)) return nothing
  const category =
    filters.category === null ? undefined : categories.readable.find((one) => one.slug === filters.category)?.id
  const reply = await search.articles.search({
    text: query,
    withoutCategories: categories.unreadable,
    category,
    tag: filters.tag ?? undefined,
    limit: isAlone ? PAGE : FIRST_ARTICLES,
    skip: isAlone ? skip : 0,
    exact,
  })
  const rows = await findListedArticles(
    db,
    reply.hits.map((hit) => hit.id),
    categories,
  )
  // Before the threads stand only articles that fit: some of the words alone, or all in different places, make no answer.
  const isDoubtful = !isAlone && rows.length > 0
  const asks = isDoubtful ? await weighAsked(search, reply.corrected ?? query) : []
  const fits = (hit: SearchHit, row: ArticleRowView): boolean => {
    if (reply.matched === 'any') return answersWell(asks, row)
    const passage = `${hit.title} ${hit.excerpt}`.replaceAll(FOUND_START, '').replaceAll(FOUND_END, '')
    return asks.length === 0 || saysWell(asks, row, passage)
  }
  const articles = reply.hits.flatMap((hit) => {
    const row = rows.find((one) => one.id === hit.id)
    if (!row || (isDoubtful && !fits(hit, row))) return []
    return [
      {
        id: row.id,
        address: row.address,
        titleHtml: markedHtml(hit.title),
        excerptHtml: markedHtml(hit.excerpt),
        place: row.section?.name ?? row.category.name,
        helpfulCount: row.helpfulCount,
      },
    ]
  })
  return {
    articles,
    articleCount: reply.count,
    count: { number: reply.count, more: reply.count >= 1000 },
    matched: reply.matched,
    // A correction that leads to nothing worth showing was none.
    corrected: articles.length > 0 ? reply.corrected : null,
    also: articles.length > 0 ? reply.also : null,
    newer: skip > 0 ? String(Math.max(0, skip - PAGE)) : null,
    older: skip + PAGE < reply.count && skip < 500 ? String(skip + PAGE) : null,
  }
}

/** Titles for what is being typed; empty when the engine is away, because nobody waits for them. */
export async function suggestThreads(
  context: Reading,
  search: SearchEngine,
  text: string,
): Promise<readonly HelpRow[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const { unreadable } = categories
  const typed = text.slice(0, 200)
  return quietly(context, async () => {
    const articles = idsOf(await search.articles.suggest(typed, unreadable, 2))
    const threads = idsOf(await search.threads.suggest(typed, unreadable, 8 - articles.length))
    return [
      ...(await findListedArticles(context.db, articles, categories)).map(articleRow),
      ...(await similarRows(context, threads, categories)),
    ]
  })
}

/** Threads that ask the same as what is being asked. */
export async function findSimilar(
  context: Reading,
  search: SearchEngine,
  asked: { readonly title: string; readonly body: string },
  limit = 6,
): Promise<readonly SimilarThread[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const { unreadable } = categories
  const [title, body] = [asked.title.slice(0, 300), asked.body.slice(0, 2000)]
  return quietly(context, async () => {
    const ids = idsOf(await search.threads.similar(title, body, unreadable, limit))
    return similarRows(context, ids, categories)
  })
}

/** The same with good articles before the threads: what is offered to somebody who is about to ask. */
export async function findHelp(
  context: Reading,
  search: SearchEngine,
  asked: { readonly title: string; readonly body: string },
): Promise<readonly HelpRow[]> {
  const categories = await categoriesFor(context.db, context.viewer)
  const [title, body] = [asked.title.slice(0, 300), asked.body.slice(0, 2000)]
  const articles = await quietly(context, async () => {
    const ids = idsOf(await search.articles.similar(title, body, categories.unreadable, 4))
    const rows = await findListedArticles(context.db, ids, categories)
    const asks = rows.length === 0 ? [] : await weighAsked(search, title)
    return rows
      .filter((row) => answersWell(asks, row))
      .slice(0, 2)
      .map(articleRow)
  })
  return [...articles, ...(await findSimilar(context, search, asked, 6 - articles.length))]
}

/** What each word of a question counts, by how rare it is among the threads. */
export async function weighAsked(search: SearchEngine, asked: string): Promise<readonly AskedWord[]> {
  const words = askedWords(asked)
  return weighWords(words, await search.threads.rarities(words))
}

const articleRow = (row: ArticleRowView): HelpRow => ({
  id: row.id,
  address: row.address,
  title: row.title,
  state: 'covered',
  answerCount: 0,
})

const idsOf = (found: readonly { readonly id: number }[]): number[] => found.map(({ id }) => id)

/** The threads with these ids that whoever has these categories may find, in the order of the ids. */
export async function similarRows(
  { db, clock }: Pick<Reading, 'db' | 'clock'>,
  ids: readonly number[],
  { unreadable }: ReadableCategories,
): Promise<readonly SimilarThread[]> {
  if (ids.length === 0) return []
  const rows = await findListedThreads(db, ids, unreadable)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) return []
    const state = plainState(stateOf(row, clock.now()), GUEST)
    return [{ id, address: addressOf(row), title: row.title, state, answerCount: row.answer_count }]
  })
}

async function quietly<Row>(context: Reading, find: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    context.log.warn({ err: error }, 'suggestions do not answer')
    return []
  }
}

/** A found text as HTML: everything escaped but the marks around found words. */
export function markedHtml(text: string): string {
  return escapeHtml(text).replaceAll(FOUND_START, '<mark>').replaceAll(FOUND_END, '</mark>')
}
