import type { Generated, Selectable } from 'kysely'
import type { Id, List, When, Ref, Count, Text, Bytes } from './columns.ts'

export interface SubjectsTable {
  id: Id
  title: string
  words: List
  created_at: number
  renamed_at: When
}

/** A common support request: requests that ask the same thing. */
export interface TopicsTable {
  id: Id
  subject_id: Ref
  brand_id: Ref
  title: string
  /** The request whose phrasing the title is. */
  title_request_id: Ref
  /** Of a hundred of its requests, how many ask what the title asks, as far as words tell; null while no run has said it. */
  title_share: Ref
  aliases: List
  /** 1 where it holds what else is asked about a subject, and its title is but words of these requests. */
  is_rest: Generated<number>
  /** The requests that were seen to say title and aliases. */
  word_sources: List
  words: List
  created_at: number
  mined_at: When
  /** Since it was found beside the known topics; null once a run has confirmed it. */
  proposed_at: When
  first_at: When
  last_at: When
  counted_at: When
  request_count: Count
  asker_count: Count
  /** Askers of the twelve weeks up to the newest request of all. */
  recent_askers: Count
  unanswered_count: Count
  handling_seconds: Count
  /** Requests per week lately against before, in hundredths: 100 is steady. */
  trend: Count
  /** Strength of a yearly pattern, in hundredths; 0 when none is known. */
  season: Count
  /** What an article would save: seconds of handling a month. */
  saving: Count
  saving_parts: List
  /** uncovered, thin, covered, failing. */
  coverage: Generated<string>
  renamed_at: When
  dismissed_at: When
  dismissed_by: Ref
  dismissed_reason: Text
  /** Never to be proposed again. */
  never_at: When
  merged_into: Ref
  merged_at: When
}

export interface TopicWeeksTable {
  topic_id: number
  /** Monday 00:00 UTC. */
  week_at: number
  channel: string
  requests: number
}

/** From where, and in which language, a topic is asked. */
export interface TopicOriginsTable {
  topic_id: number
  source: string
  /** A code of two letters, or '' where it is not known. */
  language: string
  requests: number
}

/** An address that helpers led askers of a topic to, and how many of its requests. */
export interface TopicLinksTable {
  topic_id: number
  /** Without what one page may be written with: scheme, language, question mark. */
  address: string
  /** As it was given most. */
  href: string
  requests: number
}

/** Articles and solved threads that already answer a topic. */
export interface TopicCoverageTable {
  topic_id: number
  /** article or thread. */
  kind: string
  subject_id: number
  /** In thousandths. */
  fit: number
}

/** What an editor decided of a topic: kept for ever, respected by every later run. */
export interface TopicDecisionsTable {
  id: Id
  topic_id: number
  /** rename, merge, split, dismiss, never, move. */
  kind: string
  into_id: Ref
  request_id: Ref
  detail: List
  at: number
  by_id: Ref
  undone_by: Ref
  undone_at: When
}

export interface MiningRunsTable {
  id: Id
  seed: number
  started_at: number
  by_id: Ref
  finished_at: When
  failed_at: When
  cancelled_at: When
  stage: Generated<string>
  error: Generated<string>
  /** In thousandths. */
  progress: Count
  request_count: Count
  topic_count: Count
  /** Agreement of the restarts, in thousandths. */
  agreement: Count
  /** What places new requests; kept for the newest run only. */
  model: Bytes
}

export type TopicRow = Selectable<TopicsTable>

export type TopicDecisionRow = Selectable<TopicDecisionsTable>
