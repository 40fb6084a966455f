import type { Generated, Selectable } from 'kysely'
import type { Count, Id, List, Ref, Text, When } from './columns.ts'

/** A thread that second-tier staff must see; one that is open at most for each thread. */
export interface EscalationsTable {
  id: Id
  thread_id: number
  /** waiting, claimed, asker (waits for the asker) or resolved. */
  state: Generated<string>
  opened_at: number
  owner_id: Ref
  claimed_at: When
  /** When a claim without any act returns to the queue. */
  lapses_at: When
  team_id: Ref
  snoozed_until: When
  /** What is due next in the thread, the first answer or the solution. */
  due_at: When
  /** How often its asker came back because the answers did not help. */
  came_back: Count
  severity: Count
  spread: Count
  influence: Count
  waiting: Count
  /** The sum of the four parts: the order of the desk. */
  score: Count
  /** What each part came of, as JSON (`TriageReasons`). */
  why: List
  resolved_at: When
  resolved_by: Ref
  /** answered, solved, closed, private, taken back. */
  resolution: Text
  version: Generated<number>
}

export interface EscalationReasonsTable {
  escalation_id: number
  reason: string
  detail: Generated<string>
  at: number
  by_id: Ref
}

export interface EscalationHistoryTable {
  id: Id
  escalation_id: number
  at: number
  by_id: Ref
  act: string
  /** Parameters of its sentence, as JSON. */
  detail: List
}

/** A note that only staff read, about a thread or about a member. */
export interface StaffNotesTable {
  id: Id
  thread_id: Ref
  about_id: Ref
  by_id: Ref
  at: number
  body: string
  html: string
  once_key: Text
}

export interface InvitationsTable {
  thread_id: number
  member_id: number
  at: number
  /** Who asked; null = the product, because a promise is at risk. */
  by_id: Ref
  why: Generated<string>
}

export interface CustomersTable {
  member_id: number
  plan: Generated<string>
  /** 0 to 3, as an admin sets it. */
  influence: Count
  changed_at: number
  changed_by: Ref
}

export interface TeamsTable {
  id: Id
  name: string
  description: Generated<string>
  /** 1 for the team that gets what no other owns. */
  is_default: Count
  created_at: number
}

export interface TeamMembersTable {
  team_id: number
  member_id: number
}

/** Which team owns a category, a tag or a topic. */
export interface TeamSubjectsTable {
  kind: string
  subject_id: number
  team_id: number
}

/** When a member of staff works, and how much they take. */
export interface DutyTable {
  member_id: number
  /** Their hours; null = always. */
  calendar_id: Ref
  /** Escalations they hold at most; null = the site's. */
  most_open: Ref
  skills: Generated<string>
  leave_from: When
  leave_until: When
  /** When they were last given one, for taking turns. */
  given_at: When
}

export interface PreparedAnswersTable {
  id: Id
  title: string
  body: string
  locale: Generated<string>
  /** draft or reviewed. */
  state: Generated<string>
  author_id: Ref
  reviewed_by: Ref
  reviewed_at: When
  created_at: number
  changed_at: number
  retired_at: When
  version: Generated<number>
  source: Text
  external_id: Text
  /** Title and text as they are searched: small letters without accents. */
  folded: Generated<string>
}

export interface PreparedUsesTable {
  post_id: number
  prepared_id: number
  at: number
  by_id: Ref
}

export interface SavedViewsTable {
  id: Id
  member_id: number
  name: string
  query: string
  created_at: number
}

export interface PresenceTable {
  thread_id: number
  member_id: number
  since_at: number
  seen_at: number
  typed_at: When
}

export type EscalationRow = Selectable<EscalationsTable>
