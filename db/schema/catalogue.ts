import type { Generated, Selectable } from 'kysely'
import type { Id, Ref, Count, When } from './columns.ts'

export interface CategoriesTable {
  id: Id
  slug: string
  name: string
  description: Generated<string>
  hue: Ref
  position: Count
  access: Generated<string>
  /** Roles that may read and write a restricted category, comma separated. */
  roles: Generated<string>
  thread_count: Count
  open_count: Count
  archived_at: When
  /** The working hours its promise is counted in; null = the default calendar. */
  calendar_id: Ref
  /** Working minutes within which a first answer, and a solution, is promised; null = not promised. */
  first_minutes: Ref
  solve_minutes: Ref
  /** The brand that its threads ask about; null = none. */
  brand_id: Ref
  /** When that was changed. */
  brand_at: When
}

/** A brand of the company: what is asked about one is never mined with what is asked about another. */
export interface BrandsTable {
  id: Id
  name: string
  /** The name in one way of writing, by which it is known. */
  folded: string
}

/** The brand of what comes from a source. */
export interface SourceBrandsTable {
  source: string
  brand_id: Ref
  changed_at: number
}

export interface TagsTable {
  id: Id
  name: string
  thread_count: Count
  synonym_of: Ref
}

export type CategoryRow = Selectable<CategoriesTable>
