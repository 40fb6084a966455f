import type { Generated, Selectable } from 'kysely'
import type { Id, Ref, Count, When, Text } from './columns.ts'

export interface ThreadsTable {
  id: Id
  category_id: number
  author_id: Ref
  kind: string
  title: string
  slug: string
  /** 1 while anyone who may read the category may find it: not private, hidden or merged. */
  listed: Count
  /** 1 while it is listed, open, and nothing in it has solved or answered it. */
  waiting: Count
  private_at: When
  accepted_post_id: Ref
  accepted_at: When
  accepted_by: Ref
  answer_count: Count
  same_here_count: Count
  follower_count: Count
  read_count: Count
  created_at: number
  last_post_at: number
  /** What happened last: asked, answered, replied, solved, reopened. */
  last_act: Generated<string>
  last_member_id: Ref
  first_answer_at: When
  details_asked_at: When
  /** Since the asker said that the answers did not help. */
  reopened_at: When
  closed_at: When
  closed_by: Ref
  closed_reason: Text
  locked_at: When
  locked_by: Ref
  locked_reason: Text
  hidden_at: When
  hidden_by: Ref
  hidden_reason: Text
  merged_into: Ref
  merged_at: When
  outcome_asked_at: When
  /** 1 where a promise was made when it was asked. */
  promised: Count
  /** When three quarters of the promised time have run, when a first answer is due, and when a solution is. */
  risk_at: When
  due_at: When
  solve_due_at: When
  /** When its escalation is looked at next; null = never by itself. */
  review_at: When
  /** Until when it is open whether what was posted as an answer is one. */
  doubt_until: When
  /** When it is closed by rule unless something is written; its asker was told. */
  closing_at: When
  /** The public thread whose private part this is. */
  part_of: Ref
  source: Text
  external_id: Text
}

export interface PostsTable {
  id: Id
  thread_id: number
  parent_id: Ref
  author_id: Ref
  kind: string
  body: string
  html: string
  renderer: number
  created_at: number
  edited_at: When
  edited_by: Ref
  edit_reason: Text
  revision: Generated<number>
  helpful_count: Count
  /** Votes that came with an import, whose voters are not known; part of `helpful_count`. */
  helpful_before: Count
  hidden_at: When
  hidden_by: Ref
  hidden_reason: Text
  /** The acceptance that it lost when it was hidden; given back when it is restored. */
  hidden_accepted_at: When
  hidden_accepted_by: Ref
  asks_details: Count
  /** Until when it is open whether this is an answer at all, and what it looks like instead; null = it counts. */
  doubt_until: When
  doubt: Text
  /** Author and idempotency key, hashed; unique, so that a form sent twice makes one row. */
  once_key: Text
  source: Text
  external_id: Text
}

/** A thread that was joined to another, and what is needed to part them again. */
export interface ThreadMergesTable {
  id: Id
  thread_id: number
  into_id: number
  at: number
  by_id: Ref
  reason: Generated<string>
  /** What moved and what was before, as JSON (`MergeRecord`). */
  before: string
  undone_at: When
  undone_by: Ref
}

export interface PostRevisionsTable {
  post_id: number
  number: number
  title: Text
  body: string
  by_id: Ref
  at: number
  reason: Text
}

export interface ThreadTagsTable {
  thread_id: number
  tag_id: number
}

export interface SameHereTable {
  thread_id: number
  member_id: number
  at: number
}

export interface HelpfulTable {
  post_id: number
  member_id: number
  at: number
}

export interface FollowsTable {
  member_id: number
  kind: string
  subject_id: number
  at: number
}

export interface ThreadReadsTable {
  member_id: number
  thread_id: number
  at: number
}

export type ThreadRow = Selectable<ThreadsTable>

export type PostRow = Selectable<PostsTable>
