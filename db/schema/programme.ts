import type { Generated } from 'kysely'
import type { Count, Id, List, Ref, Text, When } from './columns.ts'

/** A task with a goal of outcomes and an end. */
export interface MissionsTable {
  id: Id
  title: string
  description: Generated<string>
  /** `MissionGoal` as JSON. */
  goal: string
  target: number
  /** 1 where all reach the target together. */
  shared: Generated<number>
  points: Count
  audience: Generated<string>
  level_id: Ref
  topic_id: Ref
  starts_at: number
  ends_at: number
  created_by: Ref
  created_at: number
  reached: Count
  done_at: When
  ended_at: When
  version: Generated<number>
}

/** The threads that a mission is about. */
export interface MissionThreadsTable {
  mission_id: number
  thread_id: number
}

/** Who was invited to a mission or joined it. */
export interface MissionMembersTable {
  mission_id: number
  member_id: number
  invited_at: When
  invited_by: Ref
  joined_at: When
  left_at: When
  reached: Count
  done_at: When
}

/** What a member may spend; never below nothing. */
export interface WalletsTable {
  member_id: number
  earned: Count
  spent: Count
  balance: Count
}

/** What points can be spent on. */
export interface RewardsTable {
  id: Id
  title: string
  description: Generated<string>
  kind: string
  price: number
  stock: Ref
  needs_approval: Generated<number>
  /** How often one person can have it; null = as often as their points allow. */
  most_each: Ref
  tax_note: Generated<string>
  position: Count
  created_at: number
  retired_at: When
  version: Generated<number>
}

/** A member asked for a reward. */
export interface RedemptionsTable {
  id: Id
  reward_id: number
  member_id: Ref
  price: number
  state: string
  asked_at: number
  approved_at: When
  approved_by: Ref
  sent_at: When
  sent_by: Ref
  received_at: When
  refused_at: When
  refused_by: Ref
  reason: Generated<string>
  /** Encrypted; erased once it was received. */
  shipping: Text
  shipping_erased_at: When
  version: Generated<number>
  once_key: Text
}

/** A code that is handed out once, encrypted. */
export interface RewardCodesTable {
  id: Id
  reward_id: number
  /** Encrypted with the site’s secret. */
  code: string
  code_hash: string
  added_at: number
  redemption_id: Ref
  given_at: When
}

/** Members who are asked for their opinion, and what came of it. */
export interface PanelsTable {
  id: Id
  title: string
  purpose: Generated<string>
  invitation: Generated<string>
  lounge_thread_id: Ref
  created_by: Ref
  created_at: number
  opened_at: When
  closes_at: When
  closed_at: When
  heard: Text
  changes: Text
  version: Generated<number>
}

/** One question of a panel. */
export interface PanelQuestionsTable {
  id: Id
  panel_id: number
  position: number
  kind: string
  words: string
  choices: List
  article_id: Ref
  required: Count
}

/** Who was invited to a panel. */
export interface PanelMembersTable {
  panel_id: number
  member_id: number
  invited_at: number
  invited_by: Ref
  thread_id: Ref
  words: Generated<string>
  answered_at: When
  declined_at: When
  told_at: When
}

/** What a member answered to one question. */
export interface PanelAnswersTable {
  question_id: number
  member_id: number
  rating: Ref
  choice: Ref
  words: Generated<string>
  at: number
}

/** An answer, a thread or a quote that is shown to everybody. */
export interface StoriesTable {
  id: Id
  kind: string
  thread_id: number
  post_id: Ref
  quote: string
  quoted_id: Ref
  thanked_id: Ref
  about: Generated<string>
  nominated_by: Ref
  nominated_at: number
  approved_at: When
  approved_by: Ref
  declined_at: When
  shown_at: When
  withdrawn_at: When
  version: Generated<number>
}

/** Who agreed that a story is shown. */
export interface StoryConsentsTable {
  story_id: number
  member_id: number
  asked_at: number
  given_at: When
  declined_at: When
  taken_back_at: When
}
