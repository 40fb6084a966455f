import type { Generated } from 'kysely'
import type { Count, Id, List, Ref, Text, When } from './columns.ts'

/** The ledger: one entry for each outcome, unique by reason and source. */
export interface PointsTable {
  id: Id
  key: string
  member_id: number
  reason: string
  at: number
  /** Whole days since 1970. */
  day: number
  /** Whose outcome it is: who accepted, voted, asked. */
  from_id: Ref
  thread_id: Ref
  post_id: Ref
  article_id: Ref
  category_id: Ref
  topic_id: Ref
  /** Ids of the thread’s tags, ascending, comma separated: what is known by tag is settled when they change. */
  tags: Generated<string>
  /** Before caps; `points` is what counts. */
  worth: number
  points: Count
  /** `points`, grown by 2 for each half-life between the epoch and `at`. */
  share: Count
  /** Why it counts less than its worth: pair, day, barred. */
  held: Text
  /** 1 until the member's sums know of it. */
  unsettled: Generated<number>
  /** Whole days that the thread had waited when the answer was posted. */
  waited_days: Count
  /** Hour of the day where the member lives. */
  hour: Ref
  /** 1 when an earlier answer had not helped. */
  second: Count
  reversed_at: When
  /** Since its source is gone; it was earned honestly and stays. */
  kept_at: When
}

/** What a member reaches by reputation, from the lowest to the highest. */
export interface LevelsTable {
  id: Id
  position: number
  name: string
  threshold: number
  /** Names of rights, as JSON. */
  rights: List
  perks: Generated<string>
  gives_advocate: Count
  needs_application: Count
}

/** What is summed from the ledger for a member. */
export interface StandingsTable {
  member_id: number
  reputation: Count
  points: Count
  accepted: Count
  helpful: Count
  articles: Count
  thanks: Count
  first_at: When
  last_at: When
  level_id: Ref
  /** When the level was reached. */
  level_at: When
  /** The level that they had before this one. */
  level_before: Ref
  /** When the level is lost unless enough is earned until then. */
  falls_at: When
  unlisted_at: When
  settled_at: When
}

/** Points of a member in one week, month, quarter, year or of all time. */
export interface PointPeriodsTable {
  period: string
  member_id: number
  points: Count
  accepted: Count
  helpful: Count
  articles: Count
  newcomer: Count
  /** 1 while they are shown among the leaders. */
  listed: Generated<number>
}

/** What a member knows: reputation by category, tag or topic. */
export interface SubjectStandingsTable {
  kind: string
  subject_id: number
  member_id: number
  reputation: number
  points: Count
  accepted: Count
  /** 1 while they are shown among the leaders. */
  listed: Generated<number>
}

/** Members whose accounts mostly credit each other; a ring counts as one giver. */
export interface RingMembersTable {
  member_id: number
  ring_id: number
  found_at: number
}

/** A pair, a ring or a one-sided account that a moderator should look at. */
export interface SuspicionsTable {
  id: Id
  key: string
  kind: string
  members: string
  evidence: string
  found_at: number
  seen_at: number
  settled_at: When
  settled_by: Ref
  verdict: Text
  reason: Generated<string>
}

/** A moderator decided that nothing counts from one member to another. */
export interface PointBarsTable {
  member_id: number
  from_id: number
  at: number
  by_id: Ref
  suspicion_id: Ref
}

/** Words of thanks from one person to another. */
export interface ThanksTable {
  id: Id
  to_id: number
  by_id: Ref
  post_id: Ref
  words: string
  at: number
  once_key: Text
  hidden_at: When
}

/** A note that comes once in a member’s life here. */
export interface FirstNotesTable {
  member_id: number
  kind: string
  post_id: Ref
  /** Who signs it, and what it says: as staff had it written when it was sent. */
  by_id: Ref
  words: Generated<string>
  at: number
}

/** A member asked to become an advocate. */
export interface ApplicationsTable {
  id: Id
  member_id: number
  words: string
  at: number
  decided_at: When
  decided_by: Ref
  verdict: Text
  reason: Generated<string>
}
