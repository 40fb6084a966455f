import type { MembersTable, SessionsTable, TokensTable, SignUpsTable } from './schema/accounts.ts'
import type { BrandsTable, CategoriesTable, SourceBrandsTable, TagsTable } from './schema/catalogue.ts'
import type {
  ThreadsTable,
  PostsTable,
  PostRevisionsTable,
  ThreadMergesTable,
  ThreadTagsTable,
  SameHereTable,
  HelpfulTable,
  FollowsTable,
  ThreadReadsTable,
} from './schema/forum.ts'
import type {
  SectionsTable,
  ArticlesTable,
  ArticleRevisionsTable,
  ArticleCommentsTable,
  ArticleSourcesTable,
  ArticleCreditsTable,
  ArticleVotesTable,
  ArticleReadsTable,
  ArticleLinksTable,
  ExemplarsTable,
  ExemplarRequestsTable,
  ExemplarVerdictsTable,
  ForumWordsTable,
} from './schema/knowledge.ts'
import type {
  SubjectsTable,
  TopicsTable,
  TopicWeeksTable,
  TopicOriginsTable,
  TopicLinksTable,
  TopicCoverageTable,
  TopicDecisionsTable,
  MiningRunsTable,
} from './schema/mining.ts'
import type { FlagsTable, ActsTable } from './schema/moderation.ts'
import type { NoticesTable, NoticePreferencesTable } from './schema/notices.ts'
import type { CalendarsTable, CalendarDaysTable, CalendarClosuresTable, ThreadPausesTable } from './schema/promises.ts'
import type {
  EscalationsTable,
  EscalationReasonsTable,
  EscalationHistoryTable,
  StaffNotesTable,
  InvitationsTable,
  CustomersTable,
  TeamsTable,
  TeamMembersTable,
  TeamSubjectsTable,
  DutyTable,
  PreparedAnswersTable,
  PreparedUsesTable,
  SavedViewsTable,
  PresenceTable,
} from './schema/second-tier.ts'
import type {
  PointsTable,
  LevelsTable,
  StandingsTable,
  PointPeriodsTable,
  SubjectStandingsTable,
  RingMembersTable,
  SuspicionsTable,
  PointBarsTable,
  ThanksTable,
  FirstNotesTable,
  ApplicationsTable,
} from './schema/recognition.ts'
import type {
  BadgesTable,
  BadgeVersionsTable,
  AwardsTable,
  BadgeProgressTable,
  SigningKeysTable,
} from './schema/badges.ts'
import type {
  MissionsTable,
  MissionThreadsTable,
  MissionMembersTable,
  WalletsTable,
  RewardsTable,
  RedemptionsTable,
  RewardCodesTable,
  PanelsTable,
  PanelQuestionsTable,
  PanelMembersTable,
  PanelAnswersTable,
  StoriesTable,
  StoryConsentsTable,
} from './schema/programme.ts'
import type { MailsTable, JobsTable, SchedulesTable, RateWindowsTable } from './schema/platform.ts'
import type {
  ImportsTable,
  ImportRefusalsTable,
  RequestsTable,
  RequestRepliesTable,
  ColumnMappingsTable,
  RedactionPatternsTable,
  ApiTokensTable,
  IdempotencyKeysTable,
} from './schema/requests.ts'
import type {
  SynonymSetsTable,
  SynonymProposalsTable,
  SearchLogTable,
  SearchOpensTable,
  DeflectionsTable,
  ThreadTrailsTable,
  SearchLearntTable,
  SearchPinsTable,
} from './schema/search.ts'
import type { SettingsTable, LegalTextsTable } from './schema/settings.ts'
import type { DraftsTable, FilesTable } from './schema/writing.ts'

/** Every table, checked against a migrated database by `db/schema.test.ts`. */
export interface Schema {
  members: MembersTable
  sessions: SessionsTable
  tokens: TokensTable
  sign_ups: SignUpsTable
  settings: SettingsTable
  legal_texts: LegalTextsTable
  categories: CategoriesTable
  brands: BrandsTable
  source_brands: SourceBrandsTable
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
  synonym_sets: SynonymSetsTable
  synonym_proposals: SynonymProposalsTable
  search_log: SearchLogTable
  search_opens: SearchOpensTable
  deflections: DeflectionsTable
  thread_trails: ThreadTrailsTable
  search_learnt: SearchLearntTable
  search_pins: SearchPinsTable
  column_mappings: ColumnMappingsTable
  redaction_patterns: RedactionPatternsTable
  subjects: SubjectsTable
  topics: TopicsTable
  topic_weeks: TopicWeeksTable
  topic_origins: TopicOriginsTable
  topic_links: TopicLinksTable
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
  exemplars: ExemplarsTable
  exemplar_requests: ExemplarRequestsTable
  exemplar_verdicts: ExemplarVerdictsTable
  forum_words: ForumWordsTable
  api_tokens: ApiTokensTable
  idempotency_keys: IdempotencyKeysTable
  calendars: CalendarsTable
  calendar_days: CalendarDaysTable
  calendar_closures: CalendarClosuresTable
  thread_pauses: ThreadPausesTable
  escalations: EscalationsTable
  escalation_reasons: EscalationReasonsTable
  escalation_history: EscalationHistoryTable
  staff_notes: StaffNotesTable
  invitations: InvitationsTable
  customers: CustomersTable
  teams: TeamsTable
  team_members: TeamMembersTable
  team_subjects: TeamSubjectsTable
  duty: DutyTable
  prepared_answers: PreparedAnswersTable
  prepared_uses: PreparedUsesTable
  saved_views: SavedViewsTable
  presence: PresenceTable
  points: PointsTable
  levels: LevelsTable
  standings: StandingsTable
  point_periods: PointPeriodsTable
  subject_standings: SubjectStandingsTable
  ring_members: RingMembersTable
  suspicions: SuspicionsTable
  point_bars: PointBarsTable
  thanks: ThanksTable
  first_notes: FirstNotesTable
  applications: ApplicationsTable
  badges: BadgesTable
  badge_versions: BadgeVersionsTable
  awards: AwardsTable
  badge_progress: BadgeProgressTable
  signing_keys: SigningKeysTable
  missions: MissionsTable
  mission_threads: MissionThreadsTable
  mission_members: MissionMembersTable
  wallets: WalletsTable
  rewards: RewardsTable
  redemptions: RedemptionsTable
  reward_codes: RewardCodesTable
  panels: PanelsTable
  panel_questions: PanelQuestionsTable
  panel_members: PanelMembersTable
  panel_answers: PanelAnswersTable
  stories: StoriesTable
  story_consents: StoryConsentsTable
}
