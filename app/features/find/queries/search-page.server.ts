import { DAY } from '#app/kernel/clock.ts'
import { categoriesFor } from '#app/features/forum/queries/categories.server.ts'
import { findListedThreads, threadRows } from '#app/features/forum/queries/thread-list.server.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import type { Context } from '#app/platform/context.server.ts'
import {
  FOUND_END,
  FOUND_START,
  SearchUnavailableError,
  type SearchEngine,
} from '#search/engine.ts'
import type { SearchFilters, SearchPageView, SimilarThread } from '../types.ts'

const PAGE = 20
const SPAN_DAYS = { week: 7, month: 31, year: 365 } as const

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>

/** One page of search results for this viewer. `page` is how many to pass over; the engine is asked once. */
export async function getSearchPage(
  context: Reading,
  search: SearchEngine,
  asked: { readonly query: string; readonly filters: SearchFilters; readonly page: string | null },
): Promise<SearchPageView> {
  const { query, filters } = asked
  const skip = /^\d{1,3}$/.test(asked.page ?? '') ? Math.min(500, Number(asked.page)) : 0
  const empty: SearchPageView = {
    query, filters, hits: [], count: { number: 0, more: false }, matched: 'all', older: null, newer: null, unavailable: false,
  } // prettier-ignore
  if (query.trim() === '') return empty
  const categories = await categoriesFor(context.db, context.viewer)
  const category =
    filters.category === null
      ? undefined
      : categories.readable.find((one) => one.slug === filters.category)
  if (filters.category !== null && !category) return empty
  try {
    const reply = await search.threads.search({
      text: query,
      withoutCategories: categories.unreadable,
      category: category?.id,
      kind: filters.kind === 'all' ? undefined : filters.kind,
      state: filters.state === 'all' ? undefined : filters.state,
      tag: filters.tag ?? undefined,
      since:
        filters.since === 'any' ? undefined : context.clock.now() - SPAN_DAYS[filters.since] * DAY,
      limit: PAGE,
      skip,
    })
    const ids = reply.hits.map((hit) => hit.id)
    // The engine's word is checked against the database: what this viewer may not read was never found.
    const found = await findListedThreads(context.db, ids, categories.unreadable)
    const rows = await threadRows(
      context.db,
      context.viewer,
      context.clock.now(),
      categories,
      found,
    )
    return {
      ...empty,
      hits: reply.hits.flatMap((hit) => {
        const row = rows.find((one) => one.id === hit.id)
        if (!row) return []
        return {
          id: row.id,
          address: row.address,
          titleHtml: markedHtml(hit.title),
          excerptHtml: markedHtml(hit.excerpt),
          kind: row.kind,
          state: row.state,
          categoryName: row.category.name,
          createdAt: row.createdAt,
          answerCount: row.answerCount,
          sameHereCount: row.sameHereCount,
        }
      }),
      count: { number: reply.count, more: reply.count >= 1000 },
      matched: reply.matched,
      newer: skip > 0 ? String(Math.max(0, skip - PAGE)) : null,
      older: skip + PAGE < reply.count && skip < 500 ? String(skip + PAGE) : null,
    }
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    context.log.warn({ err: error }, 'search does not answer')
    return { ...empty, unavailable: true }
  }
}

/** Titles for what is being typed; empty when the engine is away, because nobody waits for them. */
export async function suggestThreads(
  context: Reading,
  search: SearchEngine,
  text: string,
): Promise<readonly SimilarThread[]> {
  const { unreadable } = await categoriesFor(context.db, context.viewer)
  return quietly(context, async () =>
    similarRows(context, idsOf(await search.threads.suggest(text.slice(0, 200), unreadable, 8))),
  )
}

/** Threads that ask the same as what is being asked. */
export async function findSimilar(
  context: Reading,
  search: SearchEngine,
  asked: { readonly title: string; readonly body: string },
  limit = 6,
): Promise<readonly SimilarThread[]> {
  const { unreadable } = await categoriesFor(context.db, context.viewer)
  return quietly(context, async () =>
    similarRows(
      context,
      idsOf(
        await search.threads.similar(
          asked.title.slice(0, 300),
          asked.body.slice(0, 2000),
          unreadable,
          limit,
        ),
      ),
    ),
  )
}

const idsOf = (found: readonly { readonly id: number }[]): number[] => found.map(({ id }) => id)

/** The threads with these ids that this viewer may find, in the order of the ids. */
export async function similarRows(
  { db, viewer, clock }: Pick<Reading, 'db' | 'viewer' | 'clock'>,
  ids: readonly number[],
): Promise<readonly SimilarThread[]> {
  if (ids.length === 0) return []
  const { unreadable } = await categoriesFor(db, viewer)
  const rows = await findListedThreads(db, ids, unreadable)
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id)
    if (!row) return []
    const state = stateOf(row, clock.now())
    return [{ id, address: addressOf(row), title: row.title, state, answerCount: row.answer_count }]
  })
}

async function quietly(
  context: Reading,
  find: () => Promise<readonly SimilarThread[]>,
): Promise<readonly SimilarThread[]> {
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
  return text
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replaceAll(FOUND_START, '<mark>')
    .replaceAll(FOUND_END, '</mark>')
}
