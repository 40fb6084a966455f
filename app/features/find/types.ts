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
  /** Only articles, or articles and threads. */
  readonly what: 'all' | 'articles'
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
  /** The best articles, before the threads; a page of them when only articles are wanted. */
  readonly articles: readonly ArticleHitView[]
  readonly articleCount: number
  /** Counted up to a cap; `more` = there are at least this many. */
  readonly count: { readonly number: number; readonly more: boolean }
  /** `any` = not all words stood together anywhere, so threads with some of them are shown. */
  readonly matched: 'all' | 'any'
  /** What was searched for instead of the query, because its words are unknown; else null. */
  readonly corrected: string | null
  /** What was searched for besides the query, because a word of it is rare beside a near one; else null. */
  readonly also: string | null
  /** The reader wants what was typed and nothing else. */
  readonly exact: boolean
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

/** What may already help: a thread, or an article, whose state is `covered`. */
export interface HelpRow extends Omit<SimilarThread, 'state'> {
  readonly state: ThreadState | 'covered'
}

/** An article that was found, marked as hits are. */
export interface ArticleHitView {
  readonly id: number
  readonly address: string
  readonly titleHtml: string
  readonly excerptHtml: string
  readonly place: string
  readonly helpfulCount: number
}
