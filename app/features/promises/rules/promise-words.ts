import type { PromisedTimes, Span, WorkingCalendar } from '../types.ts'
import { promiseWordsOf } from '../words/promise.ts'
import { DAY } from '#app/kernel/clock.ts'
import { dateFormat, listIn } from '#app/locale/formats.ts'
import { LOCALES, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { placeOf } from './place.ts'
import { clockTime } from './stored-hours.ts'
import { dayAt } from './zone-offsets.ts'

/** 5 January 1970 was a Monday. */
const A_MONDAY = 4 * DAY

/** Whether a calendar works all day on every day of the week. */
export function isAlways({ week }: Pick<WorkingCalendar, 'week'>): boolean {
  return week.length > 0 && week.every(isWholeDay)
}

/**
 * A promise as a sentence: "First answer within 8 working hours (Monday to Friday, 09:00–17:00)." The place of the
 * calendar is named for a reader in another zone.
 */
export function promiseWords(promise: PromisedTimes, { locale, zone }: Reader): string {
  const t = speak(locale, promiseWordsOf)
  const { firstMinutes, solveMinutes, calendar } = promise
  const always = isAlways(calendar)
  const span = (minutes: number): string => workingWords(minutes, always, locale)
  if (firstMinutes !== null && solveMinutes !== null) {
    const spans = { first: span(firstMinutes), solve: span(solveMinutes) }
    return always ? t('both.always', spans) : t('both', { ...spans, hours: weekWords(calendar, { locale, zone }) })
  }
  if (firstMinutes !== null) {
    const first = span(firstMinutes)
    return always ? t('first.always', { first }) : t('first', { first, hours: weekWords(calendar, { locale, zone }) })
  }
  const solve = span(solveMinutes ?? 0)
  return always ? t('solve.always', { solve }) : t('solve', { solve, hours: weekWords(calendar, { locale, zone }) })
}

interface Reader {
  readonly locale: Locale
  /** The zone in which the page tells times. */
  readonly zone: string
}

/** A length of working time: "8 working hours", "90 minutes" where every hour is one. */
export function workingWords(minutes: number, always: boolean, locale: Locale): string {
  const t = speak(locale, promiseWordsOf)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (always && minutes >= 2880 && minutes % 1440 === 0) return t('days', { days: minutes / 1440 })
  if (hours === 0) return t(always ? 'minutes' : 'workingMinutes', { minutes })
  if (rest === 0) return t(always ? 'hours' : 'workingHours', { hours })
  return t(always ? 'hoursMinutes' : 'workingHoursMinutes', { hours, minutes: rest })
}

/** The hours of a week: "Monday to Friday, 09:00–17:00", "day and night". */
export function weekWords(calendar: Pick<WorkingCalendar, 'week' | 'zone'>, { locale, zone }: Reader): string {
  const t = speak(locale, promiseWordsOf)
  const groups = daysOfSameHours(calendar.week)
  if (isAlways(calendar)) return t('week.always')
  if (groups.length === 0) return t('week.never')
  const said = groups.map(({ days, spans }) =>
    t('week.days', {
      days: daysWords(days, locale),
      hours: listIn(
        locale,
        spans.map((span) => spanWords(span, locale)),
      ),
    }),
  )
  const hours = said.reduceRight((rest, first) => t('week.more', { first, rest }))
  return calendar.zone === zone ? hours : t('week.zone', { hours, place: placeOf(calendar.zone) })
}

/** Until when something takes that is asked at a time: "Asked on Friday at 17:00, due on Monday at 13:00." */
export function askedDueWords(asked: number, due: number | null, { locale, zone }: Reader): string {
  const t = speak(locale, promiseWordsOf)
  const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
    dateFormat(LOCALES[locale].formats, { ...options, timeZone: zone }).format(at)
  const time = (at: number): string => format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  // Within a week a weekday says which day; later on it would be another one's.
  const isNear = due !== null && dayAt(zone, due) - dayAt(zone, asked) < 7
  const day = (at: number): string =>
    format(at, isNear ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long' })
  const question = { asked: day(asked), askedTime: time(asked) }
  return due === null ? t('asked.never', question) : t('asked', { ...question, due: day(due), dueTime: time(due) })
}

interface Group {
  /** 0 is Monday. */
  readonly days: readonly number[]
  readonly spans: readonly Span[]
}

/** The days on which somebody works, those with the same hours together. */
function daysOfSameHours(week: readonly (readonly Span[])[]): readonly Group[] {
  const groups = new Map<string, { days: number[]; spans: readonly Span[] }>()
  for (const [day, spans] of week.entries()) {
    if (spans.length === 0) continue
    const key = JSON.stringify(spans)
    const group = groups.get(key)
    if (group) group.days.push(day)
    else groups.set(key, { days: [day], spans })
  }
  return [...groups.values()]
}

/** "Monday to Friday", "Monday, Wednesday and Friday", "every day". */
function daysWords(days: readonly number[], locale: Locale): string {
  const t = speak(locale, promiseWordsOf)
  if (days.length === 7) return t('days.all')
  const name = (day: number): string =>
    dateFormat(LOCALES[locale].formats, { weekday: 'long', timeZone: 'UTC' }).format(A_MONDAY + day * DAY)
  const [first = 0] = days
  const last = days.at(-1) ?? first
  if (days.length > 2 && last - first === days.length - 1)
    return t('days.range', { first: name(first), last: name(last) })
  return listIn(locale, days.map(name))
}

function spanWords({ from, until }: Span, locale: Locale): string {
  return speak(locale, promiseWordsOf)('hours.span', { from: clockTime(from), until: clockTime(until) })
}

function isWholeDay(spans: readonly Span[]): boolean {
  const [span, ...more] = spans
  return more.length === 0 && span?.from === 0 && span.until === 1440
}
