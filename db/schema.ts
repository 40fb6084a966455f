import type { ColumnType, Generated, Selectable } from 'kysely'

/** The database: a number assigned by it when none is given. */
type Id = Generated<number>
/** A counter or flag with a default of 0. */
type Count = Generated<number>
/** UTC milliseconds, or null while it has not happened. */
type When = ColumnType<number | null, number | null | undefined, number | null>
type Text = ColumnType<string | null, string | null | undefined, string | null>
type Ref = ColumnType<number | null, number | null | undefined, number | null>
type Bytes = ColumnType<Uint8Array | null, Uint8Array | null | undefined, Uint8Array | null>
/** A list or record written as JSON. */
type List = Generated<string>

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
  /** Empty in an invitation: the person chooses. */
  name: Generated<string>
  handle: Generated<string>
  next: Generated<string>
  /** The role that an admin invites to; null where somebody signed up. */
  role: Text
  invited_by: Ref
  created_at: number
  expires_at: number
  used_at: When
}

export interface SettingsTable {
  key: string
  value: string
  changed_at: number
  changed_by: Ref
}

/** One version of a legal text; the newest counts, and one without a body was taken away. */
export interface LegalTextsTable {
  name: string
  number: number
  body: string
  html: string
  at: number
  by_id: Ref
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
  /** The acceptance that it lost when it was hidden; given back when it is restored. */
  hidden_accepted_at: When
  hidden_accepted_by: Ref
  asks_details: Count
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

export interface DraftsTable {
  member_id: number
  key: string
  title: Generated<string>
  body: string
  /** JSON: what the other fields of its form hold, by their names. */
  fields: Generated<string>
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
  /** The article that shows it. */
  article_id: Ref
  /** What an attachment was called; empty for pictures. */
  name: Generated<string>
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
  article_id: Ref
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
  /** Ids of the notices it tells of, comma separated: each is asked again before it is sent. */
  notices: Generated<string>
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

/** Searches that found nothing, kept until they are requests. */
export interface SearchesTable {
  id: Id
  session_key: string
  member_id: Ref
  query: string
  found: number
  at: number
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
  title: string
  /** The request whose phrasing the title is. */
  title_request_id: Ref
  aliases: List
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

/** Every table, checked against a migrated database by `db/schema.test.ts`. */
export interface Schema {
  members: MembersTable
  sessions: SessionsTable
  tokens: TokensTable
  sign_ups: SignUpsTable
  settings: SettingsTable
  legal_texts: LegalTextsTable
  categories: CategoriesTable
  tags: TagsTable
  threads: ThreadsTable
  posts: PostsTable
  post_revisions: PostRevisionsTable
  thread_merges: ThreadMergesTable
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
  requests: RequestsTable
  request_replies: RequestRepliesTable
  searches: SearchesTable
  column_mappings: ColumnMappingsTable
  redaction_patterns: RedactionPatternsTable
  subjects: SubjectsTable
  topics: TopicsTable
  topic_weeks: TopicWeeksTable
  topic_coverage: TopicCoverageTable
  topic_decisions: TopicDecisionsTable
  mining_runs: MiningRunsTable
  sections: SectionsTable
  articles: ArticlesTable
  article_revisions: ArticleRevisionsTable
  article_comments: ArticleCommentsTable
  article_sources: ArticleSourcesTable
  article_credits: ArticleCreditsTable
  article_votes: ArticleVotesTable
  article_reads: ArticleReadsTable
  article_links: ArticleLinksTable
  api_tokens: ApiTokensTable
  idempotency_keys: IdempotencyKeysTable
}

export type ActRow = Selectable<ActsTable>
export type MailRow = Selectable<MailsTable>
export type MemberRow = Selectable<MembersTable>
export type ThreadRow = Selectable<ThreadsTable>
export type PostRow = Selectable<PostsTable>
export type CategoryRow = Selectable<CategoriesTable>
export type RequestRow = Selectable<RequestsTable>
export type TopicRow = Selectable<TopicsTable>
export type TopicDecisionRow = Selectable<TopicDecisionsTable>
export type ArticleRow = Selectable<ArticlesTable>
export type ArticleRevisionRow = Selectable<ArticleRevisionsTable>
