import type { ColumnType, Generated, Selectable } from 'kysely'

/** The database: a number assigned by it when none is given. */
type Id = Generated<number>
/** A counter or flag with a default of 0. */
type Count = Generated<number>
/** UTC milliseconds, or null while it has not happened. */
type When = ColumnType<number | null, number | null | undefined, number | null>
type Text = ColumnType<string | null, string | null | undefined, string | null>
type Ref = ColumnType<number | null, number | null | undefined, number | null>

export interface MembersTable {
  id: Id
  handle: string
  /** The handle folded so that look-alikes collide; unique. */
  handle_key: string
  name: string
  /** As typed; null once erased, or for members that came with an import. */
  email: Text
  email_key: Text
  email_confirmed_at: When
  password_hash: Text
  role: Generated<string>
  bio: Generated<string>
  avatar_key: Text
  zone: Text
  created_at: number
  approved_at: When
  suspended_at: When
  suspended_until: When
  suspended_reason: Text
  suspended_by: Ref
  erased_at: When
  /** What an erased member chose for their posts: keep or remove. */
  posts_after: Text
  answer_count: Count
  accepted_count: Count
  helpful_count: Count
  source: Text
  external_id: Text
}

export interface SessionsTable {
  id: string
  member_id: number
  created_at: number
  expires_at: number
  user_agent: Generated<string>
}

export interface TokensTable {
  token_hash: string
  kind: string
  member_id: Ref
  email: Text
  created_at: number
  expires_at: number
  used_at: When
}

/** A person who signed up and has not confirmed their address yet. */
export interface SignUpsTable {
  token_hash: string
  email: string
  email_key: string
  name: string
  handle: string
  password_hash: string
  next: Generated<string>
  created_at: number
  expires_at: number
}

export interface SettingsTable {
  key: string
  value: string
  changed_at: number
  changed_by: Ref
}

export interface CategoriesTable {
  id: Id
  slug: string
  name: string
  description: Generated<string>
  hue: Ref
  position: Count
  access: Generated<string>
  /** Roles that may read and write a restricted category, comma separated. */
  roles: Generated<string>
  thread_count: Count
  open_count: Count
  archived_at: When
}

export interface TagsTable {
  id: Id
  name: string
  thread_count: Count
  synonym_of: Ref
}

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
  due_at: When
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
  asks_details: Count
  /** Author and idempotency key, hashed; unique, so that a form sent twice makes one row. */
  once_key: Text
  source: Text
  external_id: Text
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

export interface DraftsTable {
  member_id: number
  key: string
  title: Generated<string>
  body: string
  saved_at: number
}

export interface FilesTable {
  key: string
  member_id: Ref
  /** The post that shows it: who may read that may see it. */
  post_id: Ref
  kind: string
  mime: string
  bytes: number
  width: number
  height: number
  sha256: string
  created_at: number
}

export interface FlagsTable {
  id: Id
  post_id: number
  member_id: Ref
  reason: string
  note: Generated<string>
  created_at: number
  settled_at: When
  settled_by: Ref
  verdict: Text
}

export interface ActsTable {
  id: Id
  at: number
  member_id: Ref
  verb: string
  subject_kind: string
  subject_id: number
  reason: Generated<string>
  detail: Generated<string>
}

export interface NoticesTable {
  id: Id
  member_id: number
  kind: string
  thread_id: Ref
  post_id: Ref
  actor_id: Ref
  created_at: number
  read_at: When
  /** How it goes out, decided when it was made: inbox, mail or digest. */
  channel: string
  mailed_at: When
}

export interface NoticePreferencesTable {
  member_id: number
  kind: string
  channel: string
}

export interface MailsTable {
  id: Id
  /** Why it exists, unique: the same cause never makes two mails. */
  cause: string
  member_id: Ref
  to_address: string
  subject: string
  text: string
  html: string
  headers: Generated<string>
  /** Posts it tells of, comma separated: checked again before it is sent. */
  posts: Generated<string>
  /** 1 when it holds a link that opens an account: its text is dropped once it is sent. */
  secret: Count
  message_id: string
  created_at: number
  sent_at: When
  failed_at: When
  error: Text
}

export interface JobsTable {
  id: Id
  name: string
  /** What it is about: with the name, unique while it waits. Null once claimed. */
  pending_key: Text
  subject: string
  payload: string
  due_at: number
  created_at: number
  tries: Count
  leased_until: When
  lease_owner: Text
  parked_at: When
  error: Text
}

export interface SchedulesTable {
  name: string
  next_at: number
  last_at: When
}

export interface RateWindowsTable {
  key: string
  window_at: number
  count: number
}

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
  refused: Count
}

export interface ImportRefusalsTable {
  import_id: number
  line: number
  reason: string
}

/** Every table, checked against a migrated database by `db/schema.test.ts`. */
export interface Schema {
  members: MembersTable
  sessions: SessionsTable
  tokens: TokensTable
  sign_ups: SignUpsTable
  settings: SettingsTable
  categories: CategoriesTable
  tags: TagsTable
  threads: ThreadsTable
  posts: PostsTable
  post_revisions: PostRevisionsTable
  thread_tags: ThreadTagsTable
  same_here: SameHereTable
  helpful: HelpfulTable
  follows: FollowsTable
  thread_reads: ThreadReadsTable
  drafts: DraftsTable
  files: FilesTable
  flags: FlagsTable
  acts: ActsTable
  notices: NoticesTable
  notice_preferences: NoticePreferencesTable
  mails: MailsTable
  jobs: JobsTable
  schedules: SchedulesTable
  rate_windows: RateWindowsTable
  imports: ImportsTable
  import_refusals: ImportRefusalsTable
}

export type MemberRow = Selectable<MembersTable>
export type ThreadRow = Selectable<ThreadsTable>
export type PostRow = Selectable<PostsTable>
export type CategoryRow = Selectable<CategoriesTable>
