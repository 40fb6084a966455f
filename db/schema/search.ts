import type { Count, Id, List, Ref, Text, When } from './columns.ts'

/** Words that mean the same, as an admin wrote or accepted them. */
export interface SynonymSetsTable {
  id: Id
  /** Two letters; empty for all languages. */
  language: string
  /** JSON list of words and short phrases. */
  words: string
  /** The words as they are compared, in order: the same set is there once for a language. */
  words_key: string
  /** shipped, admin or proposal. */
  origin: string
  created_at: number
  changed_at: number
  by_id: Ref
}

/** Two words of which the product thinks that they mean the same, and why. */
export interface SynonymProposalsTable {
  id: Id
  /** Two letters; empty where it can't be told. */
  language: string
  word: string
  other: string
  /** JSON: how many topics, next searches and opened hits speak for it, and examples. */
  evidence: string
  score: number
  found_at: number
  decided_at: When
  decided_by: Ref
  /** accepted or dismissed, once decided. */
  decision: Text
}

/** A search as somebody made it, once for each session and text. */
export interface SearchLogTable {
  id: Id
  at: number
  /** Tells one visitor of a day from others; taken out once the day is over. */
  session_key: Text
  member_id: Ref
  /** Redacted as requests are. */
  query: string
  /** The query as it is compared with others. */
  query_key: string
  language: string
  found: number
  /** How many had all words. */
  exact: number
  /** JSON: what stood on the first page, in order, as `article:7` and `thread:12`. */
  shown: List
  opened_count: Count
  /** The search of the same session that this one goes on from. */
  refined_from: Ref
  /** 1 once another search went on from this one. */
  refined: Count
  /** When it was made in vain, until it has become a request; else null. */
  pending_at: When
}

/** What was opened from a search. */
export interface SearchOpensTable {
  search_id: number
  /** thread or article. */
  kind: string
  subject_id: number
  /** Its place on the page, 1 the first. */
  position: number
  at: number
}

/** A question that was answered by what was there already: somebody said so. */
export interface DeflectionsTable {
  id: Id
  at: number
  /** Where they said it: search, suggestion, ask, article or thread. */
  source: string
  kind: string
  subject_id: number
  search_id: Ref
  member_id: Ref
  session_key: Text
}

/** What an asker had searched for and read before asking. */
export interface ThreadTrailsTable {
  thread_id: number
  /** JSON list of searches and of what was opened from them, in order. */
  trail: string
  hidden_at: When
}

/** How much more or less than its place explains something was opened from a search. */
export interface SearchLearntTable {
  query_key: string
  kind: string
  subject_id: number
  /** What its worth is multiplied by, in thousandths. */
  factor: number
}

/** The article that stands first for a search, because staff said so. */
export interface SearchPinsTable {
  query_key: string
  query: string
  article_id: number
  at: number
  by_id: Ref
}
