import type { Generated, Selectable } from 'kysely'
import type { Id, Ref, When, Text } from './columns.ts'

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

export type ActRow = Selectable<ActsTable>
