import { DateTime } from 'luxon'
import type { Stretch } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { DAY } from '#app/kernel/clock.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { instantOf } from './zone-offsets.ts'

/** Longer than this nobody closes for once: such hours belong into the calendar. */
const LONGEST = 366 * DAY

export type ClosureReading =
  | { readonly ok: true; readonly value: Stretch }
  | { readonly ok: false; readonly field: 'closed_from' | 'closed_until'; readonly why: Saying }

/** A closure from two times as a clock in the calendar's zone shows them: `2026-12-24T12:00`. */
export function readClosure(from: string, until: string, zone: string): ClosureReading {
  const [first, last] = [instantIn(zone, from), instantIn(zone, until)]
  if (first === null) return { ok: false, field: 'closed_from', why: saying(promiseRefusals, 'closure.time') }
  if (last === null) return { ok: false, field: 'closed_until', why: saying(promiseRefusals, 'closure.time') }
  if (last <= first) return { ok: false, field: 'closed_until', why: saying(promiseRefusals, 'closure.order') }
  if (last - first > LONGEST) return { ok: false, field: 'closed_until', why: saying(promiseRefusals, 'closure.long') }
  return { ok: true, value: { from: first, until: last } }
}

function instantIn(zone: string, text: string): number | null {
  const wall = DateTime.fromISO(text, { zone: 'utc' })
  return wall.isValid && wall.year >= 1970 && wall.year <= 2200 ? instantOf(zone, wall.toMillis()) : null
}
