import type { Generated, Selectable } from 'kysely'
import type { Id, Ref, Count, When, Text } from './columns.ts'

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

export type MailRow = Selectable<MailsTable>
