import type { ThreadKind, ThreadState } from '#app/features/forum/types.ts'

/** One found thread, with the places where the words stood marked by `<mark>` (all else escaped). */
export interface SearchHitView {
  readonly id: number
  readonly address: string
  readonly titleHtml: string
  readonly excerptHtml: string
  readonly kind: ThreadKind
  readonly state: ThreadState
  readonly categoryName: string
  readonly createdAt: number
  readonly answerCount: number
  readonly sameHereCount: number
}

export interface SearchFilters {
  readonly state: 'all' | 'open' | 'answered' | 'solved'
  readonly kind: ThreadKind | 'all'
  readonly category: string | null
  readonly tag: string | null
  readonly since: 'any' | 'week' | 'month' | 'year'
}

export interface SearchPageView {
  readonly query: string
  readonly filters: SearchFilters
  readonly hits: readonly SearchHitView[]
  /** Counted up to a cap; `more` = there are at least this many. */
  readonly count: { readonly number: number; readonly more: boolean }
  /** `any` = not all words stood together anywhere, so threads with some of them are shown. */
  readonly matched: 'all' | 'any'
  readonly older: string | null
  readonly newer: string | null
  /** The engine did not answer: the page says so and offers the lists instead. */
  readonly unavailable: boolean
}

/** A thread offered while somebody types. */
export interface SimilarThread {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly state: ThreadState
  readonly answerCount: number
}
