import type { Generated, Selectable } from 'kysely'
import type { Count, Id, List, Ref, When } from './columns.ts'

/** Working hours that a promise is counted in. */
export interface CalendarsTable {
  id: Id
  name: string
  /** IANA name; empty = the site's. */
  zone: Generated<string>
  /** Spans of a week, as JSON: `{ day: 1..7, from: 'HH:MM', until: 'HH:MM' }[]`, Monday is 1. */
  hours: string
  /** 1 for the one that holds where a category names none. */
  is_default: Count
  created_at: number
}

/** A date whose hours are others than those of its weekday: a holiday has none. */
export interface CalendarDaysTable {
  id: Id
  calendar_id: number
  /** `YYYY-MM-DD` in the calendar's zone. */
  day: string
  name: Generated<string>
  /** Spans of the day, as JSON: `{ from, until }[]`. */
  hours: List
}

/** A time in which nobody works although the calendar says so. */
export interface CalendarClosuresTable {
  id: Id
  calendar_id: number
  from_at: number
  until_at: number
  name: Generated<string>
}

/** A time in which a thread waited for its asker; `until_at` is null while it does. */
export interface ThreadPausesTable {
  id: Id
  thread_id: number
  from_at: number
  until_at: When
  by_id: Ref
}

export type CalendarRow = Selectable<CalendarsTable>
