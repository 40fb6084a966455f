import { DateTime, IANAZone } from 'luxon'

/**
 * Hours ahead of UTC that the abbreviations of zones stand for. Where one has several meanings, the one
 * that exports of help desks mean: CST, EST, MST and PST are North America's, BST is Britain's summer.
 */
const HOURS: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  ut: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  cest: 2,
  mez: 1,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  trt: 3,
  sast: 2,
  cat: 2,
  eat: 3,
  wat: 1,
  nst: -3.5,
  ndt: -2.5,
  ast: -4,
  adt: -3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  brt: -3,
  art: -3,
  ist: 5.5,
  pkt: 5,
  gst: 4,
  ict: 7,
  wib: 7,
  sgt: 8,
  hkt: 8,
  pht: 8,
  myt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  acdt: 10.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
}

/** Abbreviations and names of zones whose offset follows the summer. */
const PLACES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  'eastern time': 'America/New_York',
  'central time': 'America/Chicago',
  'mountain time': 'America/Denver',
  'pacific time': 'America/Los_Angeles',
  'central european time': 'Europe/Berlin',
  'mitteleuropaische zeit': 'Europe/Berlin',
  'eastern european time': 'Europe/Athens',
}

/** Names as browsers and spreadsheets write them out, by their abbreviation. */
const NAMES: Readonly<Record<string, string>> = {
  'coordinated universal time': 'utc',
  'universal time coordinated': 'utc',
  'greenwich mean time': 'gmt',
  'british summer time': 'bst',
  'western european time': 'wet',
  'central european standard time': 'cet',
  'central european summer time': 'cest',
  'mitteleuropaische normalzeit': 'cet',
  'mitteleuropaische sommerzeit': 'cest',
  'eastern european standard time': 'eet',
  'eastern european summer time': 'eest',
  'moscow standard time': 'msk',
  'eastern standard time': 'est',
  'eastern daylight time': 'edt',
  'central standard time': 'cst',
  'central daylight time': 'cdt',
  'mountain standard time': 'mst',
  'mountain daylight time': 'mdt',
  'pacific standard time': 'pst',
  'pacific daylight time': 'pdt',
  'india standard time': 'utc+5:30',
  'israel standard time': 'utc+2',
  'irish standard time': 'utc+1',
  'japan standard time': 'jst',
  'singapore standard time': 'sgt',
  'australian eastern standard time': 'aest',
  'australian eastern daylight time': 'aedt',
  'new zealand standard time': 'nzst',
  'new zealand daylight time': 'nzdt',
}

/** Abbreviations that are read, though elsewhere in the world they mean another zone with equal right. */
const AMBIGUOUS = new Set(['ist', 'cst', 'bst', 'ast'])

/** A local time by the figures of its clock. */
export interface Clock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

const OFFSET = /^(?:gmt|utc|ut)?\s*([+\-−])(\d{1,2})(?::?([0-5]\d))?(?::?[0-5]\d)?$/i

/** Whether a zone's abbreviation is read as one of several that it may mean. */
export function isAmbiguousZone(zone: string): boolean {
  return AMBIGUOUS.has(zone.trim().toLowerCase())
}

/** The moment of a local time in a zone ('' is UTC), in UTC milliseconds; null for a zone that is not known. */
export function momentOf(clock: Clock, zone: string): number | null {
  const { year, month, day, hour, minute, second, millisecond } = clock
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  if (zone === '') return asUtc
  const ahead = minutesAhead(zone)
  if (ahead !== null) return asUtc - ahead * 60_000
  const place = placeOf(zone)
  if (place === null) return null
  const minutes = minutesOnDay(place, asUtc) ?? minutesAt(place, asUtc)
  return asUtc - minutes * 60_000
}

const DAY = 86_400_000
/** Offsets by place and day; null for days on which the clock is changed. */
const days = new Map<string, number | null>()
/** Days of some decades; a file whose times jump about begins anew. */
const MOST_DAYS = 20_000

/** A place's offset on a local day, looked up once for each day; null where it changes within the day. */
function minutesOnDay(place: string, asUtc: number): number | null {
  const day = Math.floor(asUtc / DAY)
  const key = `${place} ${day}`
  const before = days.get(key)
  if (before !== undefined) return before
  const start = minutesAt(place, day * DAY)
  const found = start === minutesAt(place, (day + 1) * DAY) ? start : null
  if (days.size >= MOST_DAYS) days.clear()
  days.set(key, found)
  return found
}

/** Minutes ahead of UTC at a local time, given as if it were UTC. */
function minutesAt(place: string, asUtc: number): number {
  const local = DateTime.fromMillis(asUtc, { zone: 'utc' }).setZone(place, { keepLocalTime: true })
  return (asUtc - local.toMillis()) / 60_000
}

/** Whether a zone is known by this name. */
export function isZone(zone: string): boolean {
  return minutesAhead(zone) !== null || placeOf(zone) !== null
}

function minutesAhead(zone: string): number | null {
  const plain = plainly(zone)
  const name = NAMES[plain] ?? plain
  const hours = Object.hasOwn(HOURS, name) ? HOURS[name] : undefined
  if (hours !== undefined) return hours * 60
  const offset = OFFSET.exec(name)
  if (!offset) return null
  const [, sign, whole, rest = '0'] = offset
  if (Number(whole) > 14) return null
  return (Number(whole) * 60 + Number(rest)) * (sign === '+' ? 1 : -1)
}

const known = new Map<string, string | null>()

function placeOf(zone: string): string | null {
  const place = PLACES[plainly(zone)] ?? (zone.includes('/') ? zone.trim() : null)
  if (place === null) return null
  const before = known.get(place)
  if (before !== undefined) return before
  const found = IANAZone.isValidZone(place) ? place : null
  // A file may name any word in this place; the list stays short.
  if (known.size < 1000) known.set(place, found)
  return found
}

function plainly(zone: string): string {
  return zone
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
}
