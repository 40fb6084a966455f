import type { Generated } from 'kysely'
import type { Count, Id, List, Ref, Text, When } from './columns.ts'

/** What can be earned, by a rule or from a person’s hand. */
export interface BadgesTable {
  id: Id
  slug: string
  name: string
  description: string
  emblem: string
  /** once, yearly, steps or hand. */
  kind: string
  /** `BadgeRule` as JSON; null for one given by hand. */
  rule: Text
  /** Counts for each step, as JSON. */
  steps: List
  rare: Count
  state: Generated<string>
  position: Count
  version: Generated<number>
  created_at: number
  changed_at: number
  retired_at: When
}

/** Each version of a badge, as awards name it. */
export interface BadgeVersionsTable {
  badge_id: number
  version: number
  name: string
  description: string
  emblem: string
  kind: string
  rule: Text
  steps: List
  at: number
  by_id: Ref
}

/** A badge that a member was given. */
export interface AwardsTable {
  id: Id
  /** Names its credential in public addresses. */
  uid: string
  badge_id: number
  version: number
  member_id: number
  step: Count
  /** The year of a badge that is given once a year. */
  period: Generated<string>
  at: number
  by_id: Ref
  reason: Generated<string>
  revoked_at: When
  revoked_by: Ref
  revoked_reason: Text
  /** When its earner was told, or when nobody had to be. */
  told_at: When
  /** The notice that told of it. */
  notice_id: Ref
}

/** How far a member is on the way to a badge. */
export interface BadgeProgressTable {
  member_id: number
  badge_id: number
  have: number
  need: number
}

/** Keys that sign credentials; one is in use, old ones stay valid. */
export interface SigningKeysTable {
  id: Id
  kid: string
  public_jwk: string
  private_jwk: string
  created_at: number
  retired_at: When
}
