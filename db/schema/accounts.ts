import type { Generated, Selectable } from 'kysely'
import type { Id, Text, When, Ref, Count } from './columns.ts'

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
  /** Where they work, if they say so. */
  company: Generated<string>
  avatar_key: Text
  zone: Text
  /** The language they chose to read in. */
  locale: Text
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

export type MemberRow = Selectable<MembersTable>
