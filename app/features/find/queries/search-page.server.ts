import { writtenIn } from '#app/text/language.ts'
import { mayReadSearches } from '#app/access/desk.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { plainState, stateOf } from '#app/features/forum/queries/thread-state.ts'
import type { ThreadKind } from '#app/features/forum/types.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import type { ArticleRowView } from '#app/features/knowledge/types.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY } from '#app/kernel/clock.ts'
import { escapeHtml } from '#app/kernel/html.ts'
import type { Context } from '#app/platform/context.server.ts'
import {
  FACETS,
  FOUND_END,
  FOUND_START,
  SearchUnavailableError,
  type SearchEngine,
  type SearchHit,
  type SearchQuery,
  type SearchReply,
} from '#search/engine.ts'
import { answersWell, comesNear, saysWell } from '../rules/answers-well.ts'
import { bestPassage, isClear } from '../rules/passage.ts'
import type { ArticleHitView, FacetView, SearchFilters, SearchPageView } from '../types.ts'
import { findPinned } from './point-page.server.ts'
import { NOTHING_LEARNT, readLearnt, type LearntHits } from './learnt.server.ts'
import { resolveSteering, type Steering } from './steering.server.ts'
import { weighAsked } from './suggestions.server.ts'

const PAGE = 20
const FIRST_ARTICLES = 3
/** One word asks for many things. */
const LEAST_ASKED = 2
const SPAN_DAYS = { week: 7, month: 31, year: 365 } as const
/** The engine counts no further. */
const MOST = 1000
const MOST_SKIPPED = 500

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>

interface Asked {
  readonly query: string
  readonly filters: SearchFilters
  readonly page: string | null
  readonly exact?: boolean
  /** Whether what people opened before counts. */
  readonly learns?: boolean
}

/** What is asked of the engine, but for where. */
type EngineQuery = Omit<SearchQuery, 'limit' | 'skip'>

/** One page of search results for this viewer. `page` is how many to pass over. */
export async function getSearchPage(
  context: Reading,
  search: SearchEngine,
  asked: Asked,
  known?: ReadableCategories,
): Promise<SearchPageView> {
  const { query, exact = false } = asked
  const skip = /^\d{1,3}$/.test(asked.page ?? '') ? Math.min(MOST_SKIPPED, Number(asked.page)) : 0
  const categories = known ?? (await categoriesFor(context.db, context.viewer))
  const steering = await resolveSteering(context, query, asked.filters, categories)
  const { filters } = steering
  const empty: SearchPageView = {
    query,
    filters,
    narrowed: steering.narrowed,
    notUnderstood: steering.notUnderstood,
    hits: [],
    passage: null,
    articles: [],
    articleCount: 0,
    count: { number: 0, more: false },
    exactCount: 0,
    byMeaning: false,
    exactEnd: null,
    facets: null,
    alike: [],
    corrected: null,
    also: null,
    exact,
    older: null,
    newer: null,
    unavailable: false,
  }
  if (query.trim() === '') return empty
  const category =
    filters.category === null ? undefined : categories.readable.find(({ slug }) => slug === filters.category)
  if (filters.category !== null && !category) return empty
  const engineQuery: EngineQuery = {
    text: steering.words,
    phrases: steering.phrases,
    excluded: steering.excluded,
    withoutCategories: categories.unreadable,
    category: category?.id,
    tags: [...steering.tags, ...(asked.filters.tag === null ? [] : [asked.filters.tag])],
    language: filters.language ?? undefined,
    from: steering.from ?? undefined,
    before: steering.before ?? undefined,
    order: filters.order,
    explain: mayReadSearches(context.viewer).ok,
    exact,
    ...languagesOf(steering.words),
  }
  const learnt = asked.learns === true && !exact ? await readLearnt(context.db, query) : NOTHING_LEARNT
  const pinned = skip === 0 && filters.what !== 'threads' ? await findPinned(context.db, query, categories) : null
  try {
    const found = await find(context, search, { engineQuery, steering, skip, categories, learnt })
    const articles = withPinned(found.articles ?? [], pinned)
    const isFirst = skip === 0 && filters.what === 'all' && filters.order === 'relevance'
    const text = found.corrected ?? steering.words
    const passage = isFirst ? await findPassage(context, search, articles, text, found.alike ?? []) : null
    return { ...empty, ...found, articles, passage }
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    context.log.warn({ err: error }, 'search does not answer')
    return { ...empty, unavailable: true }
  }
}

/** Lists of words that mean the same are read by the language of the query, where its words tell it. */
function languagesOf(words: string): Pick<SearchQuery, 'languages'> {
  const language = writtenIn(words)
  return language === null ? {} : { languages: [language] }
}

interface Search {
  readonly engineQuery: EngineQuery
  readonly steering: Steering
  readonly skip: number
  readonly categories: ReadableCategories
  readonly learnt: LearntHits
}

type FoundPart = Partial<SearchPageView>

/** Articles before threads, or one of them alone. */
async function find(context: Reading, search: SearchEngine, asked: Search): Promise<FoundPart> {
  const { engineQuery, steering, skip, categories } = asked
  const { filters } = steering
  const isOfThreads = filters.kind !== 'all' || filters.state !== 'all' || steering.author !== null
  if (filters.what === 'articles') return findArticlesAlone(context, search, asked)
  const noArticles = filters.what === 'threads' || isOfThreads || skip > 0
  const read = noArticles ? NO_ARTICLES : await findArticles(context, search, { ...asked, isTyped: false })
  const typed = read.asTyped ? read : await findArticles(context, search, { ...asked, isTyped: true })
  // What an article says in these very words was meant so. Mostly nothing else was read into them, and one question is enough.
  const isSaid = typed.articles.length > 0 && typed.exactCount > 0
  const reply = await search.threads.search({
    ...engineQuery,
    kind: filters.kind === 'all' ? undefined : filters.kind,
    state: filters.state === 'all' ? undefined : filters.state,
    author: steering.author ?? undefined,
    since: filters.since === 'any' ? undefined : context.clock.now() - SPAN_DAYS[filters.since] * DAY,
    learnt: asked.learnt.threads,
    countBy: FACETS,
    limit: PAGE,
    skip,
    exact: engineQuery.exact === true || isSaid,
  })
  const { corrected } = reply
  const articlesFor = async (): Promise<FoundArticles> => {
    if (corrected === null || noArticles) return isSaid ? typed : read
    // Threads tell how the words are meant where no article has them.
    const meant = { ...engineQuery, text: corrected }
    return findArticles(context, search, { ...asked, engineQuery: meant, isTyped: true })
  }
  const found = await articlesFor()
  return {
    articles: found.articles,
    articleCount: found.articleCount,
    ...(await threadsOf(context, reply, asked)),
    facets: facetsOf(reply, categories),
    corrected: corrected ?? found.corrected,
    alike: alikeOf(reply, found.alike),
  }
}

async function threadsOf(context: Reading, reply: SearchReply, { skip, categories }: Search): Promise<FoundPart> {
  const ids = reply.hits.map((hit) => hit.id)
  // The engine's word is checked against the database: what this viewer may not read was never found.
  const listed = await findListedThreads(context.db, ids, categories.unreadable)
  const now = context.clock.now()
  const shown = reply.hits.flatMap((hit, at) => {
    const row = listed.find((one) => one.id === hit.id)
    const of = row && categories.byId(row.category_id)
    if (!of) return []
    return [
      {
        isExact: skip + at < reply.exactCount,
        view: {
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
          missing: hit.missing,
          rank: hit.rank ?? null,
        },
      },
    ]
  })
  const exact = shown.filter(({ isExact }) => isExact).length
  return {
    hits: shown.map(({ view }) => view),
    count: { number: reply.count, more: reply.count >= MOST },
    exactCount: reply.exactCount,
    byMeaning: reply.byMeaning === true,
    exactEnd: exact < shown.length && reply.exactCount > 0 ? exact : null,
    also: reply.also,
    ...pagesOf(reply, skip),
  }
}

function pagesOf({ count }: SearchReply, skip: number): Pick<SearchPageView, 'newer' | 'older'> {
  return {
    newer: skip > 0 ? String(Math.max(0, skip - PAGE)) : null,
    older: skip + PAGE < count && skip < MOST_SKIPPED ? String(skip + PAGE) : null,
  }
}

function alikeOf(reply: SearchReply, others: SearchPageView['alike']): SearchPageView['alike'] {
  const all = new Map([...others, ...reply.alike].map((one) => [one.typed, one]))
  return [...all.values()].slice(0, 4)
}

/** Values that can be chosen, with what they would show; null where the engine counted nothing. */
function facetsOf({ facets, count }: SearchReply, categories: ReadableCategories): FacetView | null {
  if (Object.keys(facets).length === 0) return null
  const numbers = (of: readonly { readonly value: string; readonly count: number }[] = []) =>
    Object.fromEntries(of.map(({ value, count: n }) => [value, n]))
  return {
    states: numbers(facets.state),
    kinds: numbers(facets.kind),
    categories: (facets.category ?? []).flatMap(({ value, count: n }) => {
      const category = categories.byId(Number(value))
      return category ? [{ slug: category.slug, name: category.name, count: n }] : []
    }),
    tags: (facets.tag ?? []).slice(0, 12).map(({ value, count: n }) => ({ name: value, count: n })),
    languages: (facets.language ?? []).map(({ value, count: n }) => ({ code: value, count: n })),
    isPartial: count >= MOST,
  }
}

/** A page of articles alone. */
async function findArticlesAlone(context: Reading, search: SearchEngine, asked: Search): Promise<FoundPart> {
  const { engineQuery, skip, categories } = asked
  const reply = await search.articles.search({
    ...engineQuery,
    learnt: asked.learnt.articles,
    countBy: ['category', 'tag', 'language'],
    limit: PAGE,
    skip,
  })
  const rows = await findListedArticles(
    context.db,
    reply.hits.map((hit) => hit.id),
    categories,
  )
  const articles = reply.hits.flatMap((hit) => {
    const row = rows.find((one) => one.id === hit.id)
    return row ? [articleHit(hit, row)] : []
  })
  const exact = reply.hits.filter((hit, at) => skip + at < reply.exactCount && articles.some(({ id }) => id === hit.id))
  return {
    articles,
    articleCount: reply.count,
    count: { number: reply.count, more: reply.count >= MOST },
    exactCount: reply.exactCount,
    exactEnd: exact.length < articles.length && reply.exactCount > 0 ? exact.length : null,
    facets: facetsOf(reply, categories),
    alike: alikeOf(reply, []),
    // A correction that leads to nothing worth showing was none.
    corrected: articles.length > 0 ? reply.corrected : null,
    also: articles.length > 0 ? reply.also : null,
    ...pagesOf(reply, skip),
  }
}

type FoundArticles = Pick<SearchPageView, 'articles' | 'articleCount' | 'exactCount' | 'corrected' | 'alike'> &
  Pick<SearchReply, 'asTyped'>

const NO_ARTICLES: FoundArticles = {
  articles: [],
  articleCount: 0,
  exactCount: 0,
  corrected: null,
  alike: [],
  asTyped: true,
}

/** The best few articles before the threads: those that fit, all words in one place before some of the telling ones. */
async function findArticles(
  { db }: Pick<Reading, 'db'>,
  search: SearchEngine,
  { engineQuery, categories, learnt, isTyped }: Search & { readonly isTyped: boolean },
): Promise<FoundArticles> {
  const reply = await search.articles.search({
    ...engineQuery,
    learnt: learnt.articles,
    order: 'relevance',
    limit: FIRST_ARTICLES * 2,
    skip: 0,
    exact: engineQuery.exact === true || isTyped,
  })
  const rows = await findListedArticles(
    db,
    reply.hits.map((hit) => hit.id),
    categories,
  )
  // Some of the words alone, or all in different places, make no answer.
  const asks = rows.length === 0 ? [] : await weighAsked(search, reply.corrected ?? engineQuery.text, reply.alike)
  const fits = (hit: SearchHit, at: number): readonly ArticleHitView[] => {
    const row = rows.find((one) => one.id === hit.id)
    if (!row) return []
    const passage = `${hit.title} ${hit.excerpt}`.replaceAll(FOUND_START, '').replaceAll(FOUND_END, '')
    const isExact = at < reply.exactCount
    const isFit = isExact
      ? asks.length === 0 || saysWell(asks, row, passage)
      : answersWell(asks, row) || comesNear(asks, row)
    return isFit ? [articleHit(hit, row)] : []
  }
  const fitting = reply.hits.flatMap(fits).slice(0, FIRST_ARTICLES)
  const articles = fitting.length > 0 ? fitting : nearestOf(reply.hits, rows)
  return {
    articles,
    articleCount: reply.count,
    exactCount: reply.exactCount,
    corrected: articles.length > 0 ? reply.corrected : null,
    alike: articles.length > 0 ? reply.alike : [],
    asTyped: reply.asTyped,
  }
}

/** Where no article says in its words what is asked, the one that is nearest in meaning. */
function nearestOf(hits: readonly SearchHit[], rows: readonly ArticleRowView[]): readonly ArticleHitView[] {
  const hit = hits.find(({ near }) => near === 1)
  const row = rows.find(({ id }) => id === hit?.id)
  return hit && row ? [articleHit(hit, row)] : []
}

function articleHit(hit: SearchHit, row: ArticleRowView): ArticleHitView {
  return {
    id: row.id,
    address: row.address,
    titleHtml: markedHtml(hit.title),
    excerptHtml: markedHtml(hit.excerpt),
    place: row.section?.name ?? row.category.name,
    helpfulCount: row.helpfulCount,
    missing: hit.missing,
    rank: hit.rank ?? null,
  }
}

/** The sentences of the first article that answer, where they are clear and no other article says nearly as much. */
async function findPassage(
  { db }: Pick<Reading, 'db'>,
  search: SearchEngine,
  articles: readonly ArticleHitView[],
  text: string,
  alike: SearchPageView['alike'],
): Promise<string | null> {
  const [first, next] = articles
  if (first === undefined || first.missing.length > 0) return null
  const asked = await weighAsked(search, text, alike)
  if (asked.length < LEAST_ASKED) return null
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'title', 'contents'])
    .where('id', 'in', [first.id, next?.id ?? first.id])
    .execute()
  const passageOf = (id: number | undefined) => {
    const row = rows.find((one) => one.id === id)
    return row ? bestPassage(asked, row.title, row.contents) : null
  }
  const best = passageOf(first.id)
  return isClear(best, passageOf(next?.id)) ? best.text : null
}

/** The article that staff pointed the search to stands first, once. */
function withPinned(articles: readonly ArticleHitView[], pinned: ArticleRowView | null): readonly ArticleHitView[] {
  if (pinned === null) return articles
  const found = articles.find(({ id }) => id === pinned.id)
  const first =
    found ?? articleHit({ id: pinned.id, title: pinned.title, excerpt: pinned.summary, missing: [] }, pinned)
  return [first, ...articles.filter(({ id }) => id !== pinned.id)]
}

/** A found text as HTML: everything escaped but the marks around found words. */
function markedHtml(text: string): string {
  return escapeHtml(text).replaceAll(FOUND_START, '<mark>').replaceAll(FOUND_END, '</mark>')
}
