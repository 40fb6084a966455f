import { isAroundDate, monthOf } from './calendar-words.ts'
import { isAmbiguousZone, isZone, momentOf } from './zones.ts'

const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
/** No time is written in more letters, names of weekday and zone included. */
const LONGEST = 100

/** Most exports write this; the rest of the file is for those that do not. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?( ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?$/
/** The same without signs: 20250113, 20250113T1011, 20250113101112. */
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(Z)?)?$/i
/** Days since 1899-12-30, as a spreadsheet writes a time whose cell is not formatted as one. */
const SERIAL = /^\d{5}(?:[.,]\d{1,15})?$/
const SERIAL_OF_1970 = 25_569
/** Seconds since 1970, also with a fraction, or thousandths, millionths, milliardths of them. */
const EPOCH = /^(\d{9,10})(?:[.,](\d{1,9}))?$|^(\d{12,13})(?:[.,]\d{1,9})?$|^(\d{15,16})$|^(\d{18,19})$/
const WEEK = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/i

const HALF = /[ap]\.? ?m\b\.?|上午|下午|午前|午後|오전|오후|π\.?μ\.?|μ\.?μ\.?/iu
const TIME = new RegExp(
  `(?<![\\d.,/-])(上午|下午|午前|午後|오전|오후)? ?(\\d{1,2})(?::|h(?=\\d)|時 ?|时 ?|시 ?)(\\d{2})(?:(?::|分 ?|분 ?)(\\d{2})(?:[.,](\\d{1,9}))?)?(?:秒|초|分|분)?(?: ?(${HALF.source}))?(?![\\d:])`,
  'iu',
)
/** An hour alone counts where morning or afternoon is named. */
const HOUR = new RegExp(`(?<![\\d.,/:-])()(\\d{1,2})()()() ?(${HALF.source})(?![\\d:])`, 'iu')
/** Points between hour and minute, after a whole date or before what says that it is a time. */
const POINTED =
  /(?:(?<=\bklo?\.? ?)|(?<=\d{4},? ))()(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()()$|(?<![\d.])()(\d{1,2})\.(\d{2})()()()(?= ?Uhr\b)/iu

/** A time as exports write it, in UTC milliseconds; null when it is none. Times without a zone are UTC. */
export function timeOf(text: string, dayFirst: boolean): number | null {
  const at = read(text.trim(), dayFirst)
  return at !== null && at >= EARLIEST && at < LATEST ? at : null
}

/** Whether a time names a zone by letters that stand for several, such as IST. */
export function namesAmbiguousZone(text: string): boolean {
  return isAmbiguousZone(/([A-Za-z]{2,5})\)?\s*$/.exec(text)?.[1] ?? '')
}

function read(text: string, dayFirst: boolean): number | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second, part, zone] = iso
    return moment({ year, month, day }, { hour, minute, second, part }, zone ?? '')
  }
  if (/^[\d.,]+$/.test(text)) return counted(text) ?? inWords(text, dayFirst)
  if (text.length < 6 || text.length > LONGEST || !/\p{Nd}/u.test(text)) return null
  return inWords(text, dayFirst)
}

function counted(text: string): number | null {
  const epoch = EPOCH.exec(text)
  if (epoch) {
    const [, seconds, part = '', thousandths, millionths, milliardths] = epoch
    if (seconds !== undefined) return Number(seconds) * 1000 + millisecondsOf(part)
    if (thousandths !== undefined) return Number(thousandths)
    if (millionths !== undefined) return Math.floor(Number(millionths) / 1000)
    return Number((milliardths ?? '').slice(0, -6))
  }
  if (!SERIAL.test(text)) return null
  const seconds = (Number(text.replace(',', '.')) - SERIAL_OF_1970) * 86_400
  return Math.round(seconds) * 1000
}

/** Reads a time as people write it: takes out the zone and the time of day; what is left must be a date. */
function inWords(text: string, dayFirst: boolean): number | null {
  const plain = evenly(text)
  const week = WEEK.exec(plain)
  if (week) return weekStart(Number(week[1]), Number(week[2]), Number(week[3] ?? 1))
  const { rest, zone } = withoutZone(plain)
  const found = TIME.exec(rest) ?? POINTED.exec(rest) ?? HOUR.exec(rest)
  if (!found) {
    const date = dateOf(rest, dayFirst)
    return date && moment(date, {}, zone)
  }
  const groups = found.slice(1)
  const [before, hour, minute, second, part, after] = groups[1] === undefined ? groups.slice(6) : groups
  const date = dateOf(`${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`, dayFirst)
  return (
    date &&
    moment(date, { hour, minute: minute === '' ? '0' : minute, second, part, half: (before ?? '') || after }, zone)
  )
}

/** One kind of spaces, figures and brackets. */
function evenly(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[٠-٩]/g, (figure) => String(figure.charCodeAt(0) - 0x660))
    .replace(/[\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^["'[(]+|["'\])]+$/g, (signs) =>
      signs.includes(']') || signs.includes(')') ? signs.replace(/["']/g, '') : '',
    )
    .trim()
}

/** The zone that a time ends with: an offset, letters, a place or a name; a bracket only explains an offset. */
function withoutZone(text: string): { readonly rest: string; readonly zone: string } {
  const bracket = /^(.+?) ?[([]([^()[\]]{1,60})[)\]]$/.exec(text)
  if (bracket) {
    const [, before = '', within = ''] = bracket
    const own = withoutZone(before)
    if (own.zone !== '') return own
    return { rest: before, zone: within }
  }
  const offset =
    /^(.*\d:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: \d{4})?) ?((?:GMT|UTC|UT)? ?[+\-−]\d{1,2}(?::?\d{2})?(?::\d{2})?)( \d{4})?$/i.exec(
      text,
    )
  if (offset) return { rest: `${offset[1] ?? ''}${offset[3] ?? ''}`, zone: offset[2] ?? '' }
  // Unix writes the zone before the year: Tue Mar 3 14:05:06 CET 2026.
  const within = /^(.*\d:\d{2}) ([A-Z]{2,5}) (\d{4})$/.exec(text)
  if (within && isZone(within[2] ?? '')) return { rest: `${within[1] ?? ''} ${within[3] ?? ''}`, zone: within[2] ?? '' }
  const place = /^(.*\d.*?) ?\b([A-Za-z]+\/[A-Za-z_+\-/0-9]+)$/.exec(text)
  if (place) return { rest: place[1] ?? '', zone: place[2] ?? '' }
  const glued = /^(.*\d)(Z)$/i.exec(text)
  if (glued) return { rest: glued[1] ?? '', zone: 'Z' }
  const words = text.split(' ')
  for (let from = Math.max(1, words.length - 5); from < words.length; from += 1) {
    const zone = words.slice(from).join(' ')
    // “am” and “pm” are no zones, and neither are months.
    if (/^[\p{L} ]{1,60}$/u.test(zone) && isZone(zone)) return { rest: words.slice(0, from).join(' '), zone }
    if (/^(?:GMT|UTC|UT) ?[+-]\d/i.test(zone) && isZone(zone)) return { rest: words.slice(0, from).join(' '), zone }
  }
  return { rest: text, zone: '' }
}

type Part = string | undefined

interface DateParts {
  readonly year: Part
  readonly month: Part
  readonly day: Part
}

interface TimeParts {
  readonly hour?: Part
  readonly minute?: Part
  readonly second?: Part
  /** Figures after the point of a second. */
  readonly part?: Part
  readonly half?: Part
}

const FIGURES = /^(\d{1,4}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{1,2})[.,]?$/

function dateOf(text: string, dayFirst: boolean): DateParts | null {
  const own = text
    .replace(/年|년/g, '-')
    .replace(/月|월/g, '-')
    .replace(/日|일/g, ' ')
    .replace(/(\d)T(?=\s|$)/i, '$1')
    .replace(/^[\s,;]+|[\s,;]+$/g, '')
    .replace(/- (?=\d)/g, '-')
  const bare = own
    .split(/[\s,]+/)
    .filter((word) => /\d/.test(word) || monthOf(word) !== undefined || !isAroundDate(word))
    .join(' ')
  const figures = FIGURES.exec(bare.replace(/-$/, ''))
  if (figures) {
    const [, one = '', sign, two = '', three = ''] = figures
    if (one.length === 4) return three.length > 2 ? null : { year: one, month: two, day: three }
    if (one.length > 2 || three.length === 1) return null
    const isDayFirstHere = sign === '.' || (Number(two) > 12 ? false : Number(one) > 12 || dayFirst)
    const [day, month] = isDayFirstHere ? [one, two] : [two, one]
    return { year: wholeYear(three), month, day }
  }
  return withMonth(own)
}

/** A date whose month is a word; another word that could be a month is a weekday before it, as in “mar. 3 mars”. */
function withMonth(text: string): DateParts | null {
  const tokens = text
    .split(/[\s,/]+|(?<=\p{L}\.?)-|-(?=\p{L})|(?<=\d)-(?=\d)|(?<=\d)(?=\p{L})|(?<=\p{L}\.)(?=\d)/u)
    .filter((token) => token !== '' && token !== '-' && token !== '.')
  const figures: string[] = []
  let month: number | undefined
  let monthAt = -1
  for (const token of tokens) {
    const figure = /^(\d{1,2}|\d{4})(?:\.|º|ª|°|er|st|nd|rd|th|e|ème|-?й|-?го)?$/iu.exec(token)
    if (figure) {
      figures.push(figure[1] ?? '')
      continue
    }
    if (/^(?:er|st|nd|rd|th)$/i.test(token) && figures.length > 0) continue
    const named = monthOf(token)
    if (named !== undefined) {
      month = named
      monthAt = figures.length
    } else if (!isAroundDate(token)) return null
  }
  const [one = '', two = ''] = figures
  if (month === undefined || figures.length !== 2 || monthAt === 2) return null
  const [day, year] = one.length === 4 ? [two, one] : [one, two]
  return year.length === 1 ? null : { year: wholeYear(year), month: String(month), day }
}

function wholeYear(year: string): string {
  if (year.length !== 2) return year
  return Number(year) >= 90 ? `19${year}` : `20${year}`
}

function moment(date: DateParts, time: TimeParts, zone: string): number | null {
  const [year, month, day] = [Number(date.year), Number(date.month), Number(date.day)]
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  const hour = hourOf(Number(time.hour ?? 0), time.half)
  const [minute, second] = [Number(time.minute ?? 0), Number(time.second ?? 0)]
  // 24:00 is the end of a day, and second 60 is one that was put in.
  const isEnd = hour === 24 && minute === 0 && second === 0
  if (hour === null || (hour > 23 && !isEnd) || minute > 59 || second > 60) return null
  return momentOf(
    { year, month, day, hour, minute, second: Math.min(second, 59), millisecond: millisecondsOf(time.part ?? '') },
    zone.trim(),
  )
}

function millisecondsOf(part: string): number {
  return Number(part.slice(0, 3).padEnd(3, '0'))
}

function hourOf(hour: number, half: Part): number | null {
  if (half === undefined || half === '') return hour
  const isLate = /^p|下午|午後|오후|^μ/iu.test(half)
  if (hour > 12) return isLate ? hour : null
  return (hour % 12) + (isLate ? 12 : 0)
}

/** The beginning of a day of an ISO week: week 1 is the one that holds the fourth of January. */
function weekStart(year: number, week: number, day: number): number | null {
  if (week < 1 || week > 53) return null
  const fourth = new Date(Date.UTC(year, 0, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000
  const at = monday + ((week - 1) * 7 + day - 1) * 86_400_000
  const thursday = at + (4 - day) * 86_400_000
  return new Date(thursday).getUTCFullYear() === year ? at : null
}

/** What the dates of a column tell about their order: how many can be read one way only, and either way. */
export interface DateOrders {
  readonly dayFirst: number
  readonly monthFirst: number
  readonly either: number
  /** Dates that could be read either way, with “AM” or “PM”, as Americans write. */
  readonly twelveHours: number
}

export const NO_ORDERS: DateOrders = { dayFirst: 0, monthFirst: 0, either: 0, twelveHours: 0 }

const TWO_FIGURES = /^\D{0,12}?(\d{1,2}) ?([-/]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)/

/** Counts one more value of a column. */
export function withOrderOf(orders: DateOrders, value: string): DateOrders {
  const match = TWO_FIGURES.exec(value.trim().slice(0, LONGEST))
  if (!match) return orders
  const [one, two] = [Number(match[1]), Number(match[3])]
  if (one > 31 || two > 31 || one === 0 || two === 0) return orders
  if (one > 12) return { ...orders, dayFirst: orders.dayFirst + 1 }
  if (two > 12) return { ...orders, monthFirst: orders.monthFirst + 1 }
  if (one === two) return orders
  const isTwelve = /\d ?[ap]\.?m\b/i.test(value)
  return { ...orders, either: orders.either + 1, twelveHours: orders.twelveHours + (isTwelve ? 1 : 0) }
}

/** How the order of day and month was told: by the dates themselves, not at all, or in both ways. */
export type OrderSource = 'none' | 'seen' | 'guessed' | 'mixed'

/** Whether dates such as `03/04/2021` name the day first, decided over a whole column. */
export function decideOrder(orders: DateOrders): {
  readonly dayFirst: boolean
  readonly orderFrom: OrderSource
} {
  const { dayFirst, monthFirst, either, twelveHours } = orders
  if (dayFirst > 0 && monthFirst > 0) return { dayFirst: dayFirst >= monthFirst, orderFrom: 'mixed' }
  if (dayFirst > 0 || monthFirst > 0) return { dayFirst: dayFirst > 0, orderFrom: 'seen' }
  if (either === 0) return { dayFirst: true, orderFrom: 'none' }
  return { dayFirst: twelveHours * 2 <= either, orderFrom: 'guessed' }
}
