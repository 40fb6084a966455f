import type { Span, Stretch, WorkingCalendar } from '../types.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { dayAt, instantOf } from './zone-offsets.ts'

/** How far ahead and back working time is looked for, in days: five years. What would take longer is never due. */
export const LONGEST_DAYS = 5 * 366

/** Days whose hours are kept for one calendar: twenty years. */
const DAYS_KEPT = 7500

/** The stretches of a day in which a calendar works, by calendar and day: a zone is asked once for each. */
const kept = new WeakMap<WorkingCalendar, Map<number, readonly Stretch[]>>()

/**
 * The first instant at which `span` milliseconds of working time have run since `from`; null when that takes longer
 * than five years. No time at all has run at once, also at night.
 */
export function addWorking(calendar: WorkingCalendar, from: number, span: number): number | null {
  if (span <= 0) return from
  let left = span
  const first = dayAt(calendar.zone, from)
  for (let day = first; day <= first + LONGEST_DAYS; day += 1) {
    for (const stretch of workingOn(calendar, day)) {
      const start = Math.max(stretch.from, from)
      if (stretch.until <= start) continue
      if (stretch.until - start >= left) return start + left
      left -= stretch.until - start
    }
  }
  return null
}

/**
 * The last instant from which `span` milliseconds of working time run until `until`; null when that lies further back
 * than five years. It takes back what `addWorking` adds to a time at which somebody works.
 */
export function subtractWorking(calendar: WorkingCalendar, until: number, span: number): number | null {
  if (span <= 0) return until
  let left = span
  const last = dayAt(calendar.zone, until)
  for (let day = last; day >= last - LONGEST_DAYS; day -= 1) {
    for (const stretch of workingOn(calendar, day).toReversed()) {
      const end = Math.min(stretch.until, until)
      if (end <= stretch.from) continue
      if (end - stretch.from >= left) return end - left
      left -= end - stretch.from
    }
  }
  return null
}

/** The working time between two instants in milliseconds; 0 when the second is not later. */
export function workingBetween(calendar: WorkingCalendar, from: number, until: number): number {
  if (until <= from) return 0
  let sum = 0
  const last = dayAt(calendar.zone, until)
  for (let day = dayAt(calendar.zone, from); day <= last; day += 1) {
    for (const stretch of workingOn(calendar, day)) {
      sum += Math.max(0, Math.min(stretch.until, until) - Math.max(stretch.from, from))
    }
  }
  return sum
}

/** The stretches in which a calendar works on a day of its zone, in days since 1970; in order and apart. */
function workingOn(calendar: WorkingCalendar, day: number): readonly Stretch[] {
  let days = kept.get(calendar)
  if (!days) {
    days = new Map()
    kept.set(calendar, days)
  }
  const known = days.get(day)
  if (known) return known
  if (days.size >= DAYS_KEPT) days.clear()
  const found = readDay(calendar, day)
  days.set(day, found)
  return found
}

function readDay(calendar: WorkingCalendar, day: number): readonly Stretch[] {
  const midnight = day * DAY
  const open = hoursOf(calendar, day).map(({ from, until }) => ({
    from: instantOf(calendar.zone, midnight + from * MINUTE),
    until: instantOf(calendar.zone, midnight + until * MINUTE),
  }))
  return open.flatMap((stretch) => without(stretch, calendar.closures))
}

/** The hours of a date: its own, or those of its weekday. 1 January 1970 was a Thursday. */
function hoursOf({ days, week }: WorkingCalendar, day: number): readonly Span[] {
  const date = new Date(day * DAY).toISOString().slice(0, 10)
  return days[date] ?? week[(((day + 3) % 7) + 7) % 7] ?? []
}

/** What is left of a stretch outside of the closures. */
function without(stretch: Stretch, closures: readonly Stretch[]): readonly Stretch[] {
  let left: readonly Stretch[] = [stretch]
  for (const closure of closures) {
    left = left
      .flatMap((piece) => [
        { from: piece.from, until: Math.min(piece.until, closure.from) },
        { from: Math.max(piece.from, closure.until), until: piece.until },
      ])
      .filter((piece) => piece.until > piece.from)
  }
  return left
}
