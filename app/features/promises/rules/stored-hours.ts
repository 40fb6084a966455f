import type { Span } from '../types.ts'

/** A span of a week as `calendars.hours` keeps it; Monday is 1. */
interface StoredSpan {
  readonly day: number
  readonly from: string
  readonly until: string
}

/** The seven days of a week, Monday first, from `calendars.hours`. */
export function readWeek(stored: string): readonly (readonly Span[])[] {
  const spans = JSON.parse(stored) as readonly StoredSpan[] // written by `writeWeek` only
  return [1, 2, 3, 4, 5, 6, 7].map((day) => inOrder(spans.filter((span) => span.day === day).map(spanOf)))
}

/** A week as `calendars.hours` keeps it. */
export function writeWeek(week: readonly (readonly Span[])[]): string {
  return JSON.stringify(week.flatMap((spans, at) => inOrder(spans).map((span) => ({ day: at + 1, ...stored(span) }))))
}

/** The hours of one date from `calendar_days.hours`. */
export function readDay(hours: string): readonly Span[] {
  const spans = JSON.parse(hours) as readonly Omit<StoredSpan, 'day'>[] // written by `writeDay` only
  return inOrder(spans.map(spanOf))
}

/** The hours of one date as `calendar_days.hours` keeps them. */
export function writeDay(spans: readonly Span[]): string {
  return JSON.stringify(inOrder(spans).map(stored))
}

/** The same hours in order, those that touch or overlap as one. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  const made: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = made.at(-1)
    if (last && span.from <= last.until) {
      made[made.length - 1] = { from: last.from, until: Math.max(last.until, span.until) }
    } else made.push(span)
  }
  return made
}

/** Minutes since midnight as a clock shows them: "09:00", "24:00". */
export function clockTime(minutes: number): string {
  const two = (figure: number): string => String(figure).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function stored({ from, until }: Span): { readonly from: string; readonly until: string } {
  return { from: clockTime(from), until: clockTime(until) }
}

function spanOf({ from, until }: { readonly from: string; readonly until: string }): Span {
  return { from: minutesOf(from), until: minutesOf(until) }
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
