import type { Generated, Selectable } from 'kysely'
import type { Id, When, Count, List, Ref, Text } from './columns.ts'

export interface ImportsTable {
  id: Id
  kind: string
  source: string
  started_at: number
  finished_at: When
  /** Bytes of the input that are safely in the database. */
  position: Count
  accepted: Count
  unchanged: Count
  /** Requests that were there and of which more is known now. */
  updated: Count
  refused: Count
  /** Requests that told no time that could be read. */
  undated: Count
  /** Rows whose id a spreadsheet had changed: they were taken without one. */
  damaged_ids: Count
  /** Texts that end where a spreadsheet cuts its cells. */
  cut_texts: Count
  /** Requests that hold places which could not be decoded. */
  garbled: Count
  file_name: Generated<string>
  /** Where the uploaded file is kept until it is read; '' for a file read from where it was. */
  file_key: Generated<string>
  /** How it is to be read: format, encoding, columns, channel. */
  options: List
  /** What was redacted, counted by kind. */
  redactions: List
  error: Generated<string>
  bytes: Count
  by_id: Ref
  mapped_at: When
  failed_at: When
  cancelled_at: When
  undone_at: When
  /** When its requests are removed after it was undone; until then it can be kept. */
  undo_due_at: When
}

export interface ImportRefusalsTable {
  import_id: number
  line: number
  reason: string
}

/** One support request from any channel, redacted before it was stored. */
export interface RequestsTable {
  id: Id
  /** mail, chat, phone, social, form, thread, search, other. */
  channel: string
  /** Where it came from, as an admin named it; with `external_id` unique. */
  source: string
  external_id: string
  import_id: Ref
  /** The community's thread that this request is. */
  thread_id: Ref
  member_id: Ref
  asked_at: number
  created_at: number
  /** Keyed hash of the requester's address or external number: tells askers apart, names nobody. */
  requester_key: Text
  subject: Generated<string>
  text: Generated<string>
  language: Text
  /** solved, answered, unanswered, unknown. */
  outcome: Generated<string>
  /** Staff's handling time, in seconds, where known. */
  handling_seconds: Ref
  /** 1 satisfied, 0 not. */
  satisfaction: Ref
  tags: List
  /** What was taken out, counted by kind. */
  redactions: List
  /** How many times the same was asked; more than 1 for searches of one session. */
  times: Generated<number>
  topic_id: Ref
  /** How well it fits its topic, in thousandths. */
  topic_fit: Count
  /** When it was last placed; null while it waits to be. */
  topic_at: When
  /** Since an editor moved it here: no later run moves it. */
  pinned_at: When
}

/** What was said to a requester after the request. */
export interface RequestRepliesTable {
  request_id: number
  position: number
  /** staff or requester. */
  author: string
  text: string
  at: When
  handling_seconds: Ref
  /** The import that brought it, which may be a later one than its request's. */
  import_id: Ref
}

export interface ColumnMappingsTable {
  header_key: string
  mapping: string
  saved_at: number
  by_id: Ref
}

export interface RedactionPatternsTable {
  id: Id
  name: string
  pattern: string
  created_at: number
  by_id: Ref
}

export interface ApiTokensTable {
  id: Id
  name: string
  token_hash: string
  scopes: string
  created_at: number
  by_id: Ref
  last_used_at: When
  revoked_at: When
}

export interface IdempotencyKeysTable {
  token_id: number
  key: string
  body_hash: string
  status: number
  answer: string
  at: number
}

export type RequestRow = Selectable<RequestsTable>
