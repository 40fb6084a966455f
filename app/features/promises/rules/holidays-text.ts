import type { Span } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { DAY } from '#app/kernel/clock.ts'
import { saying } from '#app/locale/saying.ts'
import { hoursText, readHours, type Reading } from './hours-text.ts'

/** A date with other hours than its weekday; none on a holiday. */
export interface Holiday {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly name: string
  readonly hours: readonly Span[]
}

/** Some decades of all holidays of a country. */
export const MOST_HOLIDAYS = 1000
const NAME_LENGTH = 80
/** Days that one event of a calendar file may last; longer ones are no holidays. */
const LONGEST_EVENT = 60

const ISO_LINE = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<date>\d{1,2})(?:[\s,;:]+(?<rest>.*))?$/
const DOTTED_LINE = /^(?<date>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:[\s,;:]+(?<rest>.*))?$/
const HOURS_FIRST = /^((?:[\d:.h]+\s*(?:-|–|—)\s*[\d:.h]+(?:\s*,\s*)?)+)(.*)$/

/**
 * Holidays as somebody types or pastes them: a date and a name in each line, hours between them for a short day, or
 * the text of a calendar file. A date that stands twice is what its last line says.
 */
export function readHolidays(text: string): Reading<readonly Holiday[]> {
  const read = /BEGIN:VCALENDAR/i.test(text) ? readCalendarFile(text) : readLines(text)
  if (!read.ok) return read
  const byDay = new Map(read.value.map((holiday) => [holiday.day, holiday]))
  if (byDay.size > MOST_HOLIDAYS) {
    return { ok: false, why: saying(promiseRefusals, 'holidays.many', { most: MOST_HOLIDAYS }) }
  }
  return { ok: true, value: [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)) }
}

/** The same as a form shows them, one in a line. */
export function holidaysText(holidays: readonly Holiday[]): string {
  return holidays.map(({ day, name, hours }) => [day, hoursText(hours), name].filter(Boolean).join(' ')).join('\n')
}

function readLines(text: string): Reading<readonly Holiday[]> {
  const holidays: Holiday[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    const found = (ISO_LINE.exec(line) ?? DOTTED_LINE.exec(line))?.groups
    if (!found) return wrongLine(at, line)
    const { year, month, date, rest = '' } = found
    const day = dayOf(Number(year), Number(month), Number(date))
    if (day === null) {
      const named = { line: at + 1, date: line.split(/[\s,;]/, 1)[0] ?? line }
      return { ok: false, why: saying(promiseRefusals, 'holidays.date', named) }
    }
    const [, hours = '', name = rest] = HOURS_FIRST.exec(rest) ?? []
    const open = readHours(hours)
    if (!open.ok) return open
    holidays.push({ day, name: tidy(name), hours: open.value })
  }
  return { ok: true, value: holidays }
}

/** Whole days of an iCalendar text (RFC 5545): `DTSTART` without a time, up to `DTEND`. Events that repeat count once. */
function readCalendarFile(text: string): Reading<readonly Holiday[]> {
  // A long line is continued in one that begins with a space.
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  const holidays: Holiday[] = []
  let event: { start?: number; end?: number; name?: string } | null = null
  for (const line of lines) {
    const [, property = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/i.exec(line) ?? []
    if (line.trim() === 'BEGIN:VEVENT') event = {}
    else if (line.trim() === 'END:VEVENT' && event?.start !== undefined) {
      const last = Math.min(event.end ?? event.start + DAY, event.start + LONGEST_EVENT * DAY)
      for (let at = event.start; at < Math.max(last, event.start + DAY); at += DAY) {
        holidays.push({ day: new Date(at).toISOString().slice(0, 10), name: tidy(event.name ?? ''), hours: [] })
      }
      event = null
    } else if (event && /^DTSTART$/i.test(property)) {
      const at = wholeDay(value)
      if (at !== null) event.start = at
    } else if (event && /^DTEND$/i.test(property)) {
      const at = wholeDay(value)
      if (at !== null) event.end = at
    } else if (event && /^SUMMARY$/i.test(property))
      event.name = value.replace(/\\([,;\\])/g, '$1').replace(/\\n/gi, ' ')
  }
  if (holidays.length === 0) return { ok: false, why: saying(promiseRefusals, 'holidays.calendar') }
  return { ok: true, value: holidays }
}

function wholeDay(value: string): number | null {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim()) ?? []
  const day = dayOf(Number(year), Number(month), Number(date))
  return day === null ? null : Date.parse(`${day}T00:00:00Z`)
}

/** A date as `YYYY-MM-DD`, or null where the calendar has none. */
function dayOf(year: number, month: number, date: number): string | null {
  if (!(year >= 1970 && year <= 2200)) return null
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : null
}

function tidy(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/^[\s,;:–—-]+|\s+$/g, '')
    .slice(0, NAME_LENGTH)
}

function wrongLine(at: number, line: string): Reading<never> {
  const text = line.length > 60 ? `${line.slice(0, 60)}…` : line
  return { ok: false, why: saying(promiseRefusals, 'holidays.line', { line: at + 1, text }) }
}
