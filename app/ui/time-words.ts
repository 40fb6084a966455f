import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export interface Moment {
  readonly now: number
  /** IANA name of the reader's zone. */
  readonly zone: string
}

interface WallClock {
  readonly year: number
  readonly month: number
  readonly date: number
  readonly weekday: number
  readonly time: string
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
  const shifted = at + offsetOf(zone, at)
  const date = new Date(shifted)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
    time: `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`,
    day: Math.floor(shifted / DAY),
  }
}

function monthOf(wall: WallClock, short: boolean): string {
  const name = MONTHS[wall.month] ?? ''
  return short ? name.slice(0, 3) : name
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** A time that has passed: "12 minutes ago", "yesterday 16:03", "Friday 16:03", "23 January, 13:28". */
export function agoWords(at: number, { now, zone }: Moment): string {
  const passed = now - at
  if (passed < 45_000) return 'just now'
  if (passed < HOUR) return `${plural(Math.max(1, Math.round(passed / MINUTE)), 'minute')} ago`
  if (passed < 12 * HOUR) return `${plural(Math.floor(passed / HOUR), 'hour')} ago`
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = today.day - then.day
  if (days === 0) return `today ${then.time}`
  if (days === 1) return `yesterday ${then.time}`
  if (days < 7) return `${WEEKDAYS[then.weekday]} ${then.time}`
  if (then.year === today.year) return `${then.date} ${monthOf(then, false)}, ${then.time}`
  return `${then.date} ${monthOf(then, false)} ${then.year}`
}

/** The day alone, for facts: "today", "Friday", "15 May", "15 May 2019". */
export function dayWords(at: number, { now, zone }: Moment): string {
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = today.day - then.day
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days > 1 && days < 7) return WEEKDAYS[then.weekday] ?? ''
  const date = `${then.date} ${monthOf(then, false)}`
  return then.year === today.year ? date : `${date} ${then.year}`
}

/** Day and time, short, for columns: "23 Jan, 13:28", "23 Jan 2019". */
export function stampWords(at: number, { now, zone }: Moment): string {
  const then = wallClock(at, zone)
  const date = `${then.date} ${monthOf(then, true)}`
  return then.year === wallClock(now, zone).year ? `${date}, ${then.time}` : `${date} ${then.year}`
}

/** The whole date, for the title of a time: "Friday 23 January 2026, 13:28". */
export function fullWords(at: number, { zone }: Moment): string {
  const then = wallClock(at, zone)
  return `${WEEKDAYS[then.weekday]} ${then.date} ${monthOf(then, false)} ${then.year}, ${then.time}`
}

/** A time to come, after "by": "13:00", "tomorrow 9:40", "Monday 13:00", "3 March, 13:00". */
export function byWords(at: number, { now, zone }: Moment): string {
  const then = wallClock(at, zone)
  const today = wallClock(now, zone)
  const days = then.day - today.day
  if (days <= 0) return `today ${then.time}`
  if (days === 1) return `tomorrow ${then.time}`
  if (days < 7) return `${WEEKDAYS[then.weekday]} ${then.time}`
  const year = then.year === today.year ? '' : ` ${then.year}`
  return `${then.date} ${monthOf(then, false)}${year}, ${then.time}`
}

/** A length of time: "40 s", "50 min", "1 h 29 min", "5 h", "3 days". */
export function spanWords(span: number): string {
  const length = Math.max(0, span)
  if (length < MINUTE) return `${Math.round(length / 1000)} s`
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`
  if (length < 12 * HOUR) {
    const minutes = Math.floor((length % HOUR) / MINUTE)
    return `${Math.floor(length / HOUR)} h${minutes === 0 ? '' : ` ${minutes} min`}`
  }
  if (length < 2 * DAY) return `${Math.round(length / HOUR)} h`
  if (length < 60 * DAY) return plural(Math.floor(length / DAY), 'day')
  if (length < 730 * DAY) return plural(Math.floor(length / (30.44 * DAY)), 'month')
  return plural(Math.floor(length / (365.25 * DAY)), 'year')
}

/** How long something took: "within a minute", "after 5 min". */
export function tookWords(span: number): string {
  return span < MINUTE ? 'within a minute' : `after ${spanWords(span)}`
}

/** How long somebody waits for a first answer: "asked just now", "waits 5 min". */
export function waitWords(span: number): string {
  return span < MINUTE ? 'asked just now' : `waits ${spanWords(span)}`
}

/** The first answer that is not there: "none yet", "none yet after 5 min". */
export function noneYetWords(span: number): string {
  return span < MINUTE ? 'none yet' : `none yet after ${spanWords(span)}`
}

/** A promise in a row: "due in 45 min", "due today 17:15", "2 h 10 min late". */
export function dueWords(at: number, moment: Moment): string {
  const left = at - moment.now
  if (-left >= MINUTE) return `${spanWords(-left)} late`
  if (left < MINUTE) return 'due now'
  if (left < 2 * HOUR) return `due in ${spanWords(left)}`
  return `due ${byWords(at, moment)}`
}
