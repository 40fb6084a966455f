import type { Ref } from './columns.ts'

export interface SettingsTable {
  key: string
  value: string
  changed_at: number
  changed_by: Ref
}

/** One version of a legal text; the newest counts, and one without a body was taken away. */
export interface LegalTextsTable {
  name: string
  number: number
  body: string
  html: string
  at: number
  by_id: Ref
}
