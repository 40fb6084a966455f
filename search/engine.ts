/** What is searched: threads and articles, each ranked among its own. */
export const COLLECTIONS = ['threads', 'articles'] as const
export type Collection = (typeof COLLECTIONS)[number]

/** One thread or one article as the search engine keeps it. */
export interface SearchDocument {
  readonly id: number
  readonly title: string
  /** Other phrasings of the same question. */
  readonly aliases: readonly string[]
  /** The opening post and its visible answers, or the article, as plain text. */
  readonly text: string
  readonly kind: string
  readonly state: 'open' | 'answered' | 'solved'
  readonly categoryId: number
  readonly tags: readonly string[]
  readonly createdAt: number
  readonly lastPostAt: number
  readonly answerCount: number
  readonly sameHereCount: number
}

export interface SearchQuery {
  readonly text: string
  /** Categories that the reader may not see; nothing of theirs is found or counted. */
  readonly withoutCategories: readonly number[]
  readonly category?: number | undefined
  readonly kind?: string | undefined
  readonly state?: 'open' | 'answered' | 'solved' | undefined
  readonly tag?: string | undefined
  readonly since?: number | undefined
  readonly limit: number
  /** Search for what was typed, whatever may have been meant. */
  readonly exact?: boolean
  /** Hits to pass over: search results are ranked, so they have no key to page by. At most 500. */
  readonly skip: number
}

export interface SearchHit {
  readonly id: number
  /** Title and excerpt with found words between U+0002 and U+0003; all else is plain text. */
  readonly title: string
  readonly excerpt: string
}

export interface SearchReply {
  readonly hits: readonly SearchHit[]
  /** Counted up to 1,000. */
  readonly count: number
  /** Whether all words stood together, or only some. */
  readonly matched: 'all' | 'any'
  /** What was searched for instead, because words of the query were unknown; else null. */
  readonly corrected: string | null
  /** What was searched for besides the query, because a word of it is rare beside a near one; else null. */
  readonly also: string | null
}

/** A title that goes on from what was typed, or one that asks alike. */
export interface Suggestion {
  readonly id: number
  readonly title: string
}

/** Marks around found words in titles and excerpts. */
export const FOUND_START = '\u0002'
export const FOUND_END = '\u0003'

/** The engine can't answer now; the page says so and goes on without it. */
export class SearchUnavailableError extends Error {
  constructor(cause: unknown) {
    super('The search engine does not answer.', { cause })
    this.name = 'SearchUnavailableError'
  }
}

/**
 * What a search engine does with one collection. It keeps only what every reader of a category may see;
 * readers' rights are checked again on what it finds. All methods throw `SearchUnavailableError`.
 */
export interface SearchIndex {
  index(documents: readonly SearchDocument[]): Promise<void>
  remove(ids: readonly number[]): Promise<void>
  search(query: SearchQuery): Promise<SearchReply>
  /** Titles for the words typed so far, the last one unfinished. */
  suggest(text: string, withoutCategories: readonly number[], limit: number): Promise<readonly Suggestion[]>
  /** What asks or answers the same as this title and text, best first. */
  similar(
    title: string,
    text: string,
    withoutCategories: readonly number[],
    limit: number,
  ): Promise<readonly Suggestion[]>
  /** How rare each of these words is here, in natural logarithms: 0 where every document has it. */
  rarities(words: readonly string[]): Promise<readonly number[]>
  /** Forgets everything not indexed again since the call to this: the end of a rebuild. */
  beginRebuild(): Promise<RebuildRun>
  count(): Promise<number>
  health(): Promise<IndexHealth>
}

/**
 * Whether what is indexed can be found: `damaged` when not; `filling` while one that was lost is filled anew; `new`
 * before the first filling of a place that had none.
 */
export type IndexHealth = 'sound' | 'damaged' | 'filling' | 'new'

/** A search engine: its collections, and its own state. */
export interface SearchEngine extends Readonly<Record<Collection, SearchIndex>> {
  /** Throws `SearchUnavailableError` unless the engine answers and its indexes can be trusted. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** A rebuild that goes on beside normal use: index everything, then sweep what was not seen. */
export interface RebuildRun {
  index(documents: readonly SearchDocument[]): Promise<void>
  /** Removes what the rebuild did not bring and nobody indexed since; returns how many. */
  finish(): Promise<number>
}
