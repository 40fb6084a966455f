import { IANAZone } from 'luxon'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'

/** No place is further ahead of UTC, or behind, than this. */
const FURTHEST = 15 * HOUR

/**
 * The first instant at which the clocks of a zone show this time or a later one. `wall` is the time that they show, as
 * if it were UTC. An hour that is skipped is the instant of the change, one that comes twice is the first of the two, so
 * that a later time never comes before an earlier one.
 */
export function instantOf(zone: string, wall: number): number {
  const before = wall - FURTHEST
  const after = wall + FURTHEST
  const first = offsetAt(zone, before)
  const last = offsetAt(zone, after)
  if (first === last) return wall - first
  const change = changeBetween(zone, before, after)
  return wall - first < change ? wall - first : Math.max(change, wall - last)
}

/** The day that the clocks of a zone show at an instant, in days since 1970. */
export function dayAt(zone: string, at: number): number {
  return Math.floor((at + offsetAt(zone, at)) / DAY)
}

const QUARTER = 15 * MINUTE
/** Offsets that were asked for, by zone and quarter of an hour, within which no zone changes; and how many are kept. */
const offsets = new Map<string, Map<number, number>>()
const OFFSETS_KEPT = 20_000

/** How far a zone is ahead of UTC, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map<number, number>()))
  const quarter = Math.floor(at / QUARTER)
  const found = known.get(quarter)
  if (found !== undefined) return found
  const minutes = IANAZone.create(zone).offset(quarter * QUARTER)
  if (Number.isNaN(minutes)) throw new RangeError(`There is no zone ${zone}.`)
  if (known.size >= OFFSETS_KEPT) known.clear()
  const offset = Math.round(minutes * MINUTE)
  known.set(quarter, offset)
  return offset
}

/** The instant of the first change of offset between two that differ. */
function changeBetween(zone: string, from: number, until: number): number {
  const first = offsetAt(zone, from)
  let [low, high] = [from, until]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle) === first) low = middle
    else high = middle
  }
  return high
}
