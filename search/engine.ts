import type { EmbedderTrouble } from './vectors/embedder.server.ts'

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
  /** Who asked; null for articles, whose authors are not searched for, and for who was erased. */
  readonly authorId: number | null
  /** Two letters, or null where it can't be told. */
  readonly language: string | null
  readonly createdAt: number
  readonly lastPostAt: number
  readonly answerCount: number
  readonly sameHereCount: number
  /** Votes of "helpful" for its answers or for it. */
  readonly helpfulCount: number
  readonly readCount: number
}

/** What found documents are counted by. */
export const FACETS = ['state', 'kind', 'category', 'tag', 'language'] as const
export type Facet = (typeof FACETS)[number]

export const ORDERS = ['relevance', 'newest', 'helpful'] as const
export type SearchOrder = (typeof ORDERS)[number]

/** What narrows a search; each is left out where it is not wanted. */
export interface SearchFilter {
  readonly category?: number | undefined
  readonly kind?: string | undefined
  readonly state?: 'open' | 'answered' | 'solved' | undefined
  /** A document must have all of them. */
  readonly tags?: readonly string[] | undefined
  readonly author?: number | undefined
  readonly language?: string | undefined
  /** Asked or published at this time or later. */
  readonly from?: number | undefined
  /** Asked or published before this time. */
  readonly before?: number | undefined
  /** Something was written in it at this time or later. */
  readonly since?: number | undefined
}

/** A document that readers of this very search found what they wanted in, more often than its place explains, or less often. */
export interface Learnt {
  readonly id: number
  /** What its worth is multiplied by: from `LEAST_LEARNT` to `MOST_LEARNT`; others are taken for the nearer of these. */
  readonly factor: number
}
export const LEAST_LEARNT = 0.85
export const MOST_LEARNT = 1.3

export interface SearchQuery extends SearchFilter {
  /** Words to look for, quotes and operators taken out. May be empty where phrases or a filter say what is wanted. */
  readonly text: string
  /** Each of these must stand in a document with its words together and in their order. */
  readonly phrases?: readonly string[]
  /** A document with one of these words or phrases is not found. */
  readonly excluded?: readonly string[]
  /** Categories that the reader may not see; nothing of theirs is found or counted. */
  readonly withoutCategories: readonly number[]
  readonly order?: SearchOrder
  /** What to count what is found by. */
  readonly countBy?: readonly Facet[]
  /** Whose words are read, as two-letter codes: the lists of `Synonyms` that are used besides those of all languages. */
  readonly languages?: readonly string[]
  readonly learnt?: readonly Learnt[]
  /** Documents that mean nearly what is asked, the nearest first: those that filters let through are found too, whatever their words. */
  readonly near?: readonly number[]
  /** Tell what each hit's rank is made of. */
  readonly explain?: boolean
  readonly limit: number
  /** Search for what was typed, whatever may have been meant: no other spelling, no words that mean the same. */
  readonly exact?: boolean
  /** Hits to pass over: search results are ranked, so they have no key to page by. At most 500. */
  readonly skip: number
}

/** What a hit's rank is made of. Each engine names those that it has. */
export const RANK_PARTS = ['text', 'title', 'state', 'helpful', 'fresh', 'read', 'learnt', 'meaning'] as const
export type RankPart = (typeof RANK_PARTS)[number]

export interface SearchHit {
  readonly id: number
  /** Title and excerpt with found words between U+0002 and U+0003; all else is plain text. */
  readonly title: string
  readonly excerpt: string
  /** What was looked for and is not in it: words as typed. Empty for hits that have all. */
  readonly missing: readonly string[]
  /** Its place among what is near in meaning, from 1; left out where it is not near. */
  readonly near?: number
  /** Only where asked for. `text` and `title` are added up, the others are factors of the sum; `meaning` is its place by meaning, from 1. */
  readonly rank?: Readonly<Partial<Record<RankPart, number>>>
}

export interface FacetCount {
  /** A state, a kind, a category's id, a tag, or a language's code. */
  readonly value: string
  readonly count: number
}

/** Documents by each value of a facet, most first: those that all other filters let through, whatever its own says. */
export type FacetCounts = Readonly<Partial<Record<Facet, readonly FacetCount[]>>>

export interface SearchReply {
  /** Those with all words first, then those with most of the telling ones. */
  readonly hits: readonly SearchHit[]
  /** All that are found, counted up to 1,000. */
  readonly count: number
  /** Some of them have few or none of the words, and were found by their meaning. */
  readonly byMeaning?: boolean
  /** How many of them have all words: the place where the exact hits end. 0 where only some words stand together. */
  readonly exactCount: number
  /** What was searched for instead, because words of the query were unknown; else null. */
  readonly corrected: string | null
  /** What was searched for besides the query, because a word of it is rare beside a near one; else null. */
  readonly also: string | null
  /** For words of the query those that mean the same and were searched for as well. */
  readonly alike: readonly AlikeWords[]
  /** What was typed was searched for and nothing else: asked with `exact` the engine would answer the same. */
  readonly asTyped: boolean
  /** Counted over at most 1,000 of what is found. */
  readonly facets: FacetCounts
}

export interface AlikeWords {
  readonly typed: string
  readonly words: readonly string[]
}

/** Words or short phrases that mean the same: who searches for one finds the others too. */
export interface Synonyms {
  /** A two-letter code; null for all languages. */
  readonly language: string | null
  readonly words: readonly string[]
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
  /** Titles for the words typed so far, the last one unfinished. Words that mean the same are found as well. */
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

/** What is wrong with a search server; `detail`: its version, or what it said. */
export interface EngineTrouble {
  /**
   * `empty`: its indexes are not there yet; `behind`: it answers, and missed something; `task`: it took a task and could not
   * do it.
   */
  readonly kind: 'down' | 'slow' | 'key' | 'empty' | 'old' | 'behind' | 'refused' | 'task'
  readonly detail: string
}

/** How a search server does, for whoever runs the place. */
export interface EngineState {
  readonly name: 'meilisearch'
  readonly address: string
  readonly trouble: EngineTrouble | null
  /** Since when, UTC milliseconds, as far as this process knows; null = all is well. */
  readonly since: number | null
}

/** Why documents are not found by their meaning now. */
export type MeaningTrouble =
  | EmbedderTrouble
  /** The extension of SQLite that compares vectors can't be loaded on this machine. */
  | 'extension'
  /** The file of vectors does not answer in time. */
  | 'store'

/** How finding by meaning does, for whoever runs the place. */
export interface MeaningState {
  readonly model: string
  /** Documents with a vector of their text, and those that are still to get one. */
  readonly made: number
  readonly due: number
  readonly trouble: MeaningTrouble | null
  /** Since when, UTC milliseconds, as far as this process knows; null = all is well. */
  readonly since: number | null
}

/** What documents mean, as vectors that a service outside makes. */
export interface Meaning {
  /** Whether every document was noted since the vectors' file was made. */
  isFilled(): Promise<boolean>
  /** Notes every document, so that it is known which have no vector. */
  beginRebuild(collection: Collection): Promise<RebuildRun>
  /** Documents without a vector of their text as it is now. */
  due(collection: Collection, most: number): Promise<readonly number[]>
  /** Has vectors made and keeps them. Throws `EmbedderError` where the service makes none. */
  learn(collection: Collection, documents: readonly SearchDocument[]): Promise<void>
  /** These get no vector as they are now, because they may not leave the machine. */
  pass(collection: Collection, ids: readonly number[]): Promise<void>
  /** Throws all vectors away, so that all are made again. */
  forget(): Promise<void>
  /** Throws `EmbedderError` where the service makes no vectors now. */
  ping(): Promise<void>
  state(): Promise<MeaningState>
}

/** A search engine: its collections, and its own state. */
export interface SearchEngine extends Readonly<Record<Collection, SearchIndex>> {
  /** From now on these mean the same, and nothing else does; kept by the engine until they are set again. */
  setSynonyms(synonyms: readonly Synonyms[]): Promise<void>
  /** Throws `SearchUnavailableError` unless the engine answers and its indexes can be trusted. */
  ping(): Promise<void>
  /** Engines in front of this one that are filled by themselves. */
  readonly apart?: readonly SearchEngine[]
  /** How the server in front does; left out where there is none. */
  state?(): Promise<EngineState>
  /** Left out where no service makes vectors. */
  readonly meaning?: Meaning
  close(): Promise<void>
}

/** A rebuild that goes on beside normal use: index everything, then sweep what was not seen. */
export interface RebuildRun {
  index(documents: readonly SearchDocument[]): Promise<void>
  /** Removes what the rebuild did not bring and nobody indexed since; returns how many. */
  finish(): Promise<number>
}
