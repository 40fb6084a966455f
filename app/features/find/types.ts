import type { ThreadKind, ThreadState } from '#app/features/forum/types.ts'

/** What a hit's rank is made of, for staff; null for others. */
export type RankView = Readonly<
  Partial<Record<'text' | 'title' | 'state' | 'helpful' | 'fresh' | 'read' | 'learnt' | 'meaning', number>>
> | null

/** A word of the query and what means the same. */
export interface AlikeView {
  readonly typed: string
  readonly words: readonly string[]
}

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
  /** Words that are not in it, as typed. */
  readonly missing: readonly string[]
  readonly rank: RankView
}

export interface SearchFilters {
  readonly what: 'all' | 'threads' | 'articles'
  readonly state: 'all' | 'open' | 'answered' | 'solved'
  readonly kind: ThreadKind | 'all'
  readonly category: string | null
  readonly tag: string | null
  readonly since: 'any' | 'week' | 'month' | 'year'
  /** Two letters. */
  readonly language: string | null
  readonly order: 'relevance' | 'newest' | 'helpful'
}

/** An operator of the query, and the query without it. */
export interface NarrowedBy {
  readonly typed: string
  readonly without: string
}

/** How much each value of a filter would show. */
export interface FacetView {
  readonly states: Readonly<Record<string, number>>
  readonly kinds: Readonly<Record<string, number>>
  readonly categories: readonly { readonly slug: string; readonly name: string; readonly count: number }[]
  readonly tags: readonly { readonly name: string; readonly count: number }[]
  readonly languages: readonly { readonly code: string; readonly count: number }[]
  /** Of very many only the newest were counted. */
  readonly isPartial: boolean
}

export interface SearchPageView {
  readonly query: string
  readonly filters: SearchFilters
  readonly hits: readonly SearchHitView[]
  /** What an article says that answers, where it is clear; its source is the first of the articles. */
  readonly passage: string | null
  /** The best articles, before the threads; a page of them when only articles are wanted. */
  readonly articles: readonly ArticleHitView[]
  readonly articleCount: number
  /** Counted up to a cap; `more` = there are at least this many. */
  readonly count: { readonly number: number; readonly more: boolean }
  /** How many have all words; the others, behind them, have most of the telling ones. */
  readonly exactCount: number
  /** Some of the others were found by what they mean. */
  readonly byMeaning: boolean
  /** How many of the hits on this page have all words, where others follow; null where none or only such are shown. */
  readonly exactEnd: number | null
  readonly facets: FacetView | null
  /** What means the same as words of the query and was searched for too. */
  readonly alike: readonly AlikeView[]
  /** Operators of the query that were understood. */
  readonly narrowed: readonly NarrowedBy[]
  /** What looked like operators and was searched for as text. */
  readonly notUnderstood: readonly string[]
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

/** A search that goes on with an operator. */
export interface FilterRow extends Omit<SimilarThread, 'state'> {
  readonly state: 'filter'
}

/** An article that was found, marked as hits are. */
export interface ArticleHitView {
  readonly id: number
  readonly address: string
  readonly titleHtml: string
  readonly excerptHtml: string
  readonly place: string
  readonly helpfulCount: number
  readonly missing: readonly string[]
  readonly rank: RankView
}

/** The lists of words that mean the same. */
export interface SynonymsPageView {
  readonly sets: readonly SynonymSetView[]
  readonly proposals: readonly SynonymProposalView[]
  readonly proposalCount: number
}

export interface SynonymSetView {
  readonly id: number
  /** Two letters; empty for all languages. */
  readonly language: string
  readonly words: readonly string[]
  readonly origin: 'shipped' | 'admin' | 'proposal'
  /** When it was changed last: a change of another one is not overwritten. */
  readonly version: number
}

export interface SynonymProposalView {
  readonly id: number
  readonly language: string
  readonly word: string
  readonly other: string
  readonly evidence: {
    readonly phrasings: number
    readonly refined: number
    readonly opened: number
    readonly examples: readonly string[]
  }
}

/** One thing that an asker did before asking. */
export type TrailStep =
  | { readonly step: 'searched'; readonly query: string; readonly found: number }
  | { readonly step: 'opened'; readonly kind: 'thread' | 'article'; readonly id: number }

export interface SearchesQuery {
  readonly tab: 'common' | 'nothing' | 'unopened'
  readonly period: 'week' | 'month' | 'quarter' | 'year'
  readonly language: string | null
}

/** A text that was searched for, whoever did and in whatever order of words. */
export interface SearchTermView {
  readonly key: string
  readonly query: string
  readonly searches: number
  readonly empty: number
  /** Searches of which something was opened. */
  readonly opened: number
  /** Searches that another one went on from. */
  readonly refined: number
  readonly lastAt: number
  /** The article that stands first for it. */
  readonly article: { readonly id: number; readonly title: string } | null
}

export interface SearchesPageView {
  readonly asked: SearchesQuery
  readonly terms: readonly SearchTermView[]
  readonly searches: number
  readonly empty: number
  readonly opened: number
  readonly solved: readonly { readonly source: string; readonly count: number }[]
  readonly languages: readonly string[]
  readonly may: { readonly synonyms: boolean; readonly topic: boolean }
}

/** An answer that a model worded, or why there is none. */
export interface AnswerPageView {
  readonly question: string
  /** `thin`: too little here answers it. `busy`, `away`: the model. `unfounded`, `dangerous`: what it wrote was not passed on. */
  readonly state: 'worded' | 'thin' | 'unfounded' | 'dangerous' | 'busy' | 'away'
  readonly lines: readonly (readonly { readonly text: string; readonly sources: readonly number[] }[])[]
  /** Sentences that no source bears out were left out. */
  readonly isShortened: boolean
  readonly sources: readonly {
    readonly number: number
    readonly kind: 'article' | 'thread'
    readonly id: number
    readonly address: string
    readonly title: string
  }[]
}

/** The page on which a search is pointed to an article. */
export interface PointPageView {
  readonly query: string
  readonly pinned: { readonly id: number; readonly address: string; readonly title: string } | null
  readonly articles: readonly { readonly id: number; readonly address: string; readonly title: string }[]
}
