import type { PromisedTimes, WorkingCalendar } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { readMinutes } from './minutes-text.ts'

type Field = 'first' | 'solve'

/** A promise as it was typed, or what is wrong with each of its two times. */
export type TypedPromise =
  | { readonly ok: true; readonly value: PromisedTimes }
  | { readonly ok: false; readonly fields: Readonly<Partial<Record<Field, Saying>>> }

/** Reads both times of a promise in the hours of a calendar. */
export function readPromise(typed: Readonly<Record<Field, string>>, calendar: WorkingCalendar): TypedPromise {
  const [first, solve] = [readMinutes(typed.first, calendar), readMinutes(typed.solve, calendar)]
  if (!first.ok || !solve.ok) {
    return { ok: false, fields: { ...(!first.ok && { first: first.why }), ...(!solve.ok && { solve: solve.why }) } }
  }
  if (first.value !== null && solve.value !== null && solve.value < first.value) {
    return { ok: false, fields: { solve: saying(promiseRefusals, 'solve.sooner') } }
  }
  return { ok: true, value: { firstMinutes: first.value, solveMinutes: solve.value, calendar } }
}
