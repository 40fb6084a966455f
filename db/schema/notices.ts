import type { Id, Ref, Text, When } from './columns.ts'

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
  /** What a notice is about that concerns no post and no article: a level, thanks, a mission; with its id. */
  subject_kind: Text
  subject_id: Ref
}

export interface NoticePreferencesTable {
  member_id: number
  kind: string
  channel: string
}
