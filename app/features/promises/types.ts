/*
 * Glossary. A *promise* is what a category says about time: a first answer within, solved within, counted in the
 * working hours of a *calendar*. A *span* is a stretch of one day, a *holiday* a date with other hours than its weekday,
 * a *closure* a stretch of time in which nobody works whatever the hours say, a *pause* one in which a thread waits
 * for its asker.
 */

/** A stretch of one day by the wall clock, in minutes since midnight: `until` is at most 1440 and not within it. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** A stretch of time, in UTC milliseconds; `until` is not within it. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** The hours in which a promise is counted. */
export interface WorkingCalendar {
  readonly id: number
  readonly name: string
  /** IANA name; never empty: the site's stands here where the calendar follows the site. */
  readonly zone: string
  /** Seven lists of spans, in order and apart from each other; index 0 is Monday. */
  readonly week: readonly (readonly Span[])[]
  /** What replaces the weekday's hours, by date as `YYYY-MM-DD`; an empty list is a holiday. */
  readonly days: Readonly<Record<string, readonly Span[]>>
  readonly closures: readonly Stretch[]
}

/** What a category promises; null = nothing about that. */
export interface CategoryPromise {
  readonly firstMinutes: number | null
  readonly solveMinutes: number | null
  readonly calendar: WorkingCalendar
}

/** A time in which a thread waits for its asker; null = it still does. */
export interface Pause {
  readonly from: number
  readonly until: number | null
}
