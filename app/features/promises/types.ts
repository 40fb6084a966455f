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

/** The times of a promise and the hours they are counted in; null = nothing about that. */
export interface PromisedTimes {
  readonly firstMinutes: number | null
  readonly solveMinutes: number | null
  readonly calendar: WorkingCalendar
}

/** What a category promises. */
export interface CategoryPromise extends PromisedTimes {
  /** At so much of the time for a first answer, in per cent, members are asked; null = nobody is. */
  readonly riskPercent: number | null
}

/** A time in which a thread waits for its asker; null = it still does. */
export interface Pause {
  readonly from: number
  readonly until: number | null
}

/** A calendar in the list of an admin. */
export interface CalendarRowView {
  readonly id: number
  readonly name: string
  readonly isDefault: boolean
  /** Its hours in words. */
  readonly hours: string
  /** Holidays from today on. */
  readonly holidays: number
}

/** What a category promises, for an admin. */
export interface CategoryPromiseView {
  readonly id: number
  readonly name: string
  /** In words; null = nothing. */
  readonly promise: string | null
  /** The calendar's name. */
  readonly calendar: string
}

/** One calendar for its form: everything as text, as it can be typed. */
export interface CalendarView {
  readonly id: number
  /** Stands for what the form shows. */
  readonly mark: string
  readonly name: string
  /** Empty = the site's. */
  readonly zone: string
  readonly isDefault: boolean
  readonly isAlways: boolean
  /** The hours of each day, Monday first; empty = closed. */
  readonly days: readonly string[]
  readonly holidays: string
  readonly closures: readonly ClosureView[]
  /** Categories that name it. */
  readonly categories: readonly { readonly id: number; readonly name: string }[]
  readonly preview: PreviewView
}

export interface ClosureView {
  readonly id: number
  readonly name: string
  /** In words, by the clocks of the calendar. */
  readonly from: string
  readonly until: string
}

/** What hours mean, in words. */
export interface PreviewView {
  /** The hours, or the whole promise. */
  readonly says: string
  /** What the examples are examples of: an answer within so long. */
  readonly within: string | null
  /** "Asked on Friday at 17:00, due on Monday at 13:00." */
  readonly examples: readonly string[]
}

/** A category's promise for its form. */
export interface PromiseView {
  readonly id: number
  /** Stands for what the form shows. */
  readonly mark: string
  readonly name: string
  /** Null = the default one. */
  readonly calendar: number | null
  readonly first: string
  readonly solve: string
  readonly calendars: readonly CalendarRowView[]
  readonly preview: PreviewView
}
