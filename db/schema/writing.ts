import type { Generated } from 'kysely'
import type { Ref } from './columns.ts'

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
