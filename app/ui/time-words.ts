import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import { dateFormat } from '#app/locale/formats.ts'
import { LOCALES, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { timeWords } from './words/times.ts'

export interface Moment {
  readonly now: number
  /** IANA name of the reader's zone. */
  readonly zone: string
  /** The language that times are said in. */
  readonly locale: Locale
}

interface WallClock {
  readonly year: number
  /** UTC milliseconds at which a clock in UTC shows what the wall shows. */
  readonly shown: number
  /** Days since 1970 on the wall. */
  readonly day: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const OFFSETS_KEPT = 4000

/** Milliseconds a zone is ahead of UTC. Asked once for each quarter of an hour: no zone changes in between. */
function offsetOf(zone: string, at: number): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(at / (15 * MINUTE))
  const key = `${zone}${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= OFFSETS_KEPT) offsets.clear()
  const start = quarter * 15 * MINUTE
  const parts = formatterOf(zone).formatToParts(start)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  const offset = wall - Math.floor(start / 1000) * 1000
  offsets.set(key, offset)
  return offset
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, made)
  return made
}

/** The last two answers: a time is asked for twice in a row, and so is now. */
let recent: readonly (readonly [number, string, WallClock])[] = []

function wallClock(at: number, zone: string): WallClock {
  const known = recent.find((one) => one[0] === at && one[1] === zone)
  if (known) return known[2]
  const wall = readClock(at, zone)
  recent = recent[0] ? [[at, zone, wall], recent[0]] : [[at, zone, wall]]
  return wall
}

function readClock(at: number, zone: string): WallClock {
  const shown = at + offsetOf(zone, at)
  return { year: new Date(shown).getUTCFullYear(), shown, day: Math.floor(shown / DAY) }
}

const STYLES = {
  weekday: { weekday: 'long' },
  date: { day: 'numeric', month: 'long' },
  shortDate: { day: 'numeric', month: 'short' },
  yearDate: { day: 'numeric', month: 'long', year: 'numeric' },
  shortYearDate: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

const SHOWN = new Map<string, string>()
const SHOWN_KEPT = 5000

/** A part of what the wall shows, as the language writes it; kept by day or by minute, since lists say the same often. */
function shownAs(style: keyof typeof STYLES, { shown }: WallClock, locale: Locale): string {
  const unit = style === 'time' ? Math.floor((shown % DAY) / MINUTE) : Math.floor(shown / DAY)
  const key = `${locale}${style}${unit}`
  const known = SHOWN.get(key)
  if (known !== undefined) return known
  if (SHOWN.size >= SHOWN_KEPT) SHOWN.clear()
  const text = dateFormat(LOCALES[locale].formats, { ...STYLES[style], timeZone: 'UTC' }).format(shown)
  SHOWN.set(key, text)
  return text
}

/** A time that has passed: "12 minutes ago", "yesterday 16:03", "Friday 16:03", "23 January, 13:28". */
export function agoWords(at: number, { now, zone, locale }: Moment): string {
  const t = speak(locale, timeWords)
  const passed = now - at
  if (passed < 45_000) return t('now')
  if (passed < HOUR) return t('minutesAgo', { minutes: Math.max(1, Math.round(passed / MINUTE)) })
  if (passed < 12 * HOUR) return t('hoursAgo', { hours: Math.floor(passed / HOUR) })
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = today.day - then.day
  const time = shownAs('time', then, locale)
  if (days === 0) return t('todayAt', { time })
  if (days === 1) return t('yesterdayAt', { time })
  if (days < 7) return t('dayAt', { day: shownAs('weekday', then, locale), time })
  if (then.year === today.year) return t('dateAt', { date: shownAs('date', then, locale), time })
  return shownAs('yearDate', then, locale)
}

/** The day alone, for facts: "today", "Friday", "15 May", "15 May 2019". */
export function dayWords(at: number, { now, zone, locale }: Moment): string {
  const t = speak(locale, timeWords)
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = today.day - then.day
  if (days === 0) return t('today')
  if (days === 1) return t('yesterday')
  if (days > 1 && days < 7) return shownAs('weekday', then, locale)
  return shownAs(then.year === today.year ? 'date' : 'yearDate', then, locale)
}

/** Day and time, short, for columns: "23 Jan, 13:28", "23 Jan 2019". */
export function stampWords(at: number, { now, zone, locale }: Moment): string {
  const then = wallClock(at, zone)
  if (then.year !== wallClock(now, zone).year) return shownAs('shortYearDate', then, locale)
  const time = shownAs('time', then, locale)
  return speak(locale, timeWords)('dateAt', { date: shownAs('shortDate', then, locale), time })
}

/** The whole date, for the title of a time: "Friday 23 January 2026, 13:28". */
export function fullWords(at: number, { zone, locale }: Moment): string {
  const then = wallClock(at, zone)
  return speak(locale, timeWords)('full', {
    weekday: shownAs('weekday', then, locale),
    date: shownAs('yearDate', then, locale),
    time: shownAs('time', then, locale),
  })
}

/** A time to come, after "by": "today 13:00", "tomorrow 09:40", "Monday 13:00", "3 March, 13:00". */
export function byWords(at: number, { now, zone, locale }: Moment): string {
  const t = speak(locale, timeWords)
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = then.day - today.day
  const time = shownAs('time', then, locale)
  if (days <= 0) return t('todayAt', { time })
  if (days === 1) return t('tomorrowAt', { time })
  if (days < 7) return t('dayAt', { day: shownAs('weekday', then, locale), time })
  return t('dateAt', { date: shownAs(then.year === today.year ? 'date' : 'yearDate', then, locale), time })
}

/** A time that has passed, after "since": "today 13:00", "yesterday 16:03", "Friday 16:03", "23 January, 13:28". */
export function sinceWords(at: number, { now, zone, locale }: Moment): string {
  const t = speak(locale, timeWords)
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = today.day - then.day
  const time = shownAs('time', then, locale)
  if (days <= 0) return t('todayAt', { time })
  if (days === 1) return t('yesterdayAt', { time })
  if (days < 7) return t('dayAt', { day: shownAs('weekday', then, locale), time })
  return t('dateAt', { date: shownAs(then.year === today.year ? 'date' : 'yearDate', then, locale), time })
}

/** A length of time in milliseconds: "40 s", "50 min", "1 h 29 min", "5 h", "3 days". */
export function spanWords(span: number, locale: Locale): string {
  const t = speak(locale, timeWords)
  const length = Math.max(0, span)
  if (length < MINUTE) return t('seconds', { seconds: Math.round(length / 1000) })
  if (length < HOUR) return t('minutes', { minutes: Math.floor(length / MINUTE) })
  if (length < 12 * HOUR) {
    const hours = Math.floor(length / HOUR)
    const minutes = Math.floor((length % HOUR) / MINUTE)
    return minutes === 0 ? t('hours', { hours }) : t('hoursMinutes', { hours, minutes })
  }
  if (length < 2 * DAY) return t('hours', { hours: Math.round(length / HOUR) })
  if (length < 60 * DAY) return t('days', { days: Math.floor(length / DAY) })
  if (length < 730 * DAY) return t('months', { months: Math.floor(length / (30.44 * DAY)) })
  return t('years', { years: Math.floor(length / (365.25 * DAY)) })
}

/** How long something took: "within a minute", "after 5 min". */
export function tookWords(span: number, locale: Locale): string {
  const t = speak(locale, timeWords)
  return span < MINUTE ? t('soonTook') : t('took', { span: spanWords(span, locale) })
}

/** How long somebody waits for a first answer: "asked just now", "waits 5 min". */
export function waitWords(span: number, locale: Locale): string {
  const t = speak(locale, timeWords)
  return span < MINUTE ? t('soonWaits') : t('waits', { span: spanWords(span, locale) })
}

/** The first answer that is not there: "none yet", "none yet after 5 min". */
export function noneYetWords(span: number, locale: Locale): string {
  const t = speak(locale, timeWords)
  return span < MINUTE ? t('noneYet') : t('noneYetAfter', { span: spanWords(span, locale) })
}

/** A promise in a row: "due in 45 min", "due today 17:15", "2 h 10 min late". */
export function dueWords(at: number, moment: Moment): string {
  const { locale } = moment
  const t = speak(locale, timeWords)
  const left = at - moment.now
  if (-left >= MINUTE) return t('late', { span: spanWords(-left, locale) })
  if (left < MINUTE) return t('dueNow')
  if (left < 2 * HOUR) return t('dueIn', { span: spanWords(left, locale) })
  return t('dueAt', { when: byWords(at, moment) })
}

/** Until when to wait, after "in": "20 seconds", "3 minutes", "2 hours". */
export function untilWords(seconds: number, locale: Locale): string {
  const t = speak(locale, timeWords)
  if (seconds < 90) return t('inSeconds', { seconds: Math.ceil(seconds) })
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? t('inMinutes', { minutes }) : t('inHours', { hours: Math.ceil(minutes / 60) })
}
