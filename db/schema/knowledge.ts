import type { Generated, Selectable } from 'kysely'
import type { Id, Count, Ref, List, When, Text } from './columns.ts'

export interface SectionsTable {
  id: Id
  category_id: number
  slug: string
  name: string
  position: Count
}

/** A page of the knowledge base as readers see it; its text is in its revisions. */
export interface ArticlesTable {
  id: Id
  category_id: number
  section_id: Ref
  topic_id: Ref
  /** draft, review, published, outdated, withdrawn. */
  state: string
  title: string
  slug: string
  summary: Generated<string>
  /** Of the published revision, sanitised. */
  html: Generated<string>
  /** The published revision as plain text, for search and matching. */
  contents: Generated<string>
  aliases: List
  tags: List
  language: Generated<string>
  renderer: Count
  /** The newest revision. */
  revision: number
  published_revision: Ref
  translation_of: Ref
  /** The original's revision that this translates. */
  translated_revision: Ref
  owner_id: Ref
  created_by: Ref
  published_by: Ref
  verified_by: Ref
  created_at: number
  updated_at: number
  published_at: When
  verified_at: When
  review_by_at: When
  reminded_at: When
  outdated_at: When
  outdated_reason: Text
  /** Since a source of it was erased or became private. */
  flagged_at: When
  flagged_reason: Text
  /** 1 while everybody who may read its category may find it. */
  listed: Count
  helpful_count: Count
  unhelpful_count: Count
  read_count: Count
  source: Text
  external_id: Text
  /** Through which door it came: `machine` or `editor` for one that was made from an exemplar. */
  door: Text
}

export interface ArticleRevisionsTable {
  article_id: number
  number: number
  based_on: number
  /** draft, proposed, review, approved, declined, published. */
  state: string
  title: string
  body: string
  aliases: List
  tags: List
  by_id: Ref
  reviewed_by: Ref
  at: number
  reviewed_at: When
  reason: Generated<string>
  verdict: Generated<string>
  /** The body as a configured model would word it; never used unless an editor takes it. */
  smoothed: Generated<string>
  smooth_error: Generated<string>
}

export interface ArticleCommentsTable {
  id: Id
  article_id: number
  revision: number
  by_id: Ref
  body: string
  at: number
  resolved_at: When
  resolved_by: Ref
}

/** Where a sentence of an article comes from. */
export interface ArticleSourcesTable {
  id: Id
  article_id: number
  sentence: string
  /** title, alias, problem, steps, failed. */
  part: string
  thread_id: Ref
  post_id: Ref
  request_id: Ref
  member_id: Ref
  /** How many independent answers say the same. */
  agree_count: Generated<number>
  gone_at: When
}

export interface ArticleCreditsTable {
  article_id: number
  member_id: number
  /** answer, question, edit, review. */
  reason: string
  at: number
}

export interface ArticleVotesTable {
  id: Id
  article_id: number
  revision: number
  voter_key: string
  member_id: Ref
  helpful: number
  reason: Generated<string>
  note: Generated<string>
  at: number
  settled_at: When
  settled_by: Ref
}

export interface ArticleReadsTable {
  article_id: number
  week_at: number
  reads: number
}

/** What an article's text links to. */
export interface ArticleLinksTable {
  article_id: number
  /** article or thread. */
  kind: string
  subject_id: number
}

/** An answered question that may be an article: a thread with its answer, or a request with its staff reply. */
export interface ExemplarsTable {
  id: Id
  thread_id: Ref
  post_id: Ref
  request_id: Ref
  language: string
  title: string
  /** Markdown: the answer, trimmed. */
  text: string
  /** Its sentences, items and blocks as they stand in the text. */
  parts: string
  /** What the rules said, `Mark[]`. */
  marks: string
  /** What the learnt order goes by, from name to value. */
  features: string
  /** machine or editor. */
  door: string
  /** What the rules alone make of it, in thousandths. */
  base_score: number
  /** The order of the list, in thousandths. */
  score: number
  /** Requests that ask nearly this. */
  near_count: Count
  double_of: Ref
  article_id: Ref
  dropped_at: When
  dropped_by: Ref
  looked_at: number
}

/** Which exemplar answers most nearly what a request asks. */
export interface ExemplarRequestsTable {
  request_id: number
  exemplar_id: number
  /** In thousandths. */
  nearness: number
}

/** What an editor made of an exemplar: the place's own labels. */
export interface ExemplarVerdictsTable {
  id: Id
  article_id: Ref
  exemplar_id: Ref
  features: string
  /** Percent: 100 = published nearly as it was, 0 = dropped. */
  worth: number
  by_id: Ref
  at: number
}

/** The words of the place, `ForumWords`; one row. */
export interface ForumWordsTable {
  id: number
  words: string
  learnt_at: number
}

export type ArticleRow = Selectable<ArticlesTable>

export type ArticleRevisionRow = Selectable<ArticleRevisionsTable>
