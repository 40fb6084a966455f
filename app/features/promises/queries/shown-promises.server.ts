import type { CategoryPromise, WorkingCalendar } from '../types.ts'
import { promiseWords } from '../rules/promise-words.ts'
import { workingBetween } from '../rules/working-time.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import { isMember, type Actor } from '#app/kernel/roles.ts'
import type { Locale } from '#app/locale/locales.ts'
import type { CategoryRow } from '#db/schema/catalogue.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { readPromises } from './promises.server.ts'

type Promised = Pick<CategoryRow, 'calendar_id' | 'first_minutes' | 'solve_minutes'>

/** What is promised, as pages show it. */
export interface ShownPromises {
  /** A category's promise as a sentence; null = nothing is promised. */
  words(category: Promised, viewer: Actor, locale: Locale): string | null
  /** When a thread's first answer is due; null = no promise runs. */
  due(thread: StoredClock, category: Promised, now: number): ShownDue | null
}

/** Reads what is promised once for a page: one query, none while nothing changed on SQLite. */
export async function shownPromises(db: Executor): Promise<ShownPromises> {
  const promises = await readPromises(db)
  return {
    words(category, viewer, locale) {
      const promise = promises.of(category)
      const zone = (isMember(viewer) && viewer.zone) || promises.siteZone
      return promise && keptWords(promise, locale, zone)
    },
    due: (thread, category, now) => shownDue(thread, promises.of(category), now),
  }
}

/** Sentences by calendar and by what they depend on beside it: every thread's page says one. */
const said = new WeakMap<WorkingCalendar, Map<string, string>>()
const SAID_KEPT = 500

function keptWords(promise: CategoryPromise, locale: Locale, zone: string): string {
  const { calendar, firstMinutes, solveMinutes } = promise
  let known = said.get(calendar)
  if (!known) said.set(calendar, (known = new Map<string, string>()))
  const key = `${locale} ${zone} ${firstMinutes ?? ''} ${solveMinutes ?? ''}`
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= SAID_KEPT) known.clear()
  const words = promiseWords(promise, { locale, zone })
  known.set(key, words)
  return words
}

/** What is stored of a thread's clock. */
export type StoredClock = Pick<ThreadRow, 'due_at' | 'details_asked_at'>

export interface ShownDue {
  readonly at: number
  /** How much of the promised time has run, 0 to 100. */
  readonly percent: number
  /** At so much of it members are asked; null = nobody is. */
  readonly riskPercent: number | null
}

/**
 * When the first answer of a thread is due, and how much of its time has run. It is told from the end: what is left of
 * it in the calendar's hours, so that no pause need be read. A thread that waits for its asker stands where it stood.
 */
function shownDue(thread: StoredClock, promise: CategoryPromise | null, now: number): ShownDue | null {
  const { due_at: at, details_asked_at: pausedAt } = thread
  if (at === null) return null
  const whole = (promise?.firstMinutes ?? 0) * MINUTE
  const left = promise ? leftOf(promise.calendar, pausedAt ?? now, at) : 0
  // The promise may have changed since; its threads are counted again by job.
  const percent = whole === 0 || left === 0 ? 100 : Math.max(0, 100 * (1 - left / whole))
  return { at, percent: Math.round(percent), riskPercent: promise?.riskPercent ?? null }
}

function leftOf(calendar: WorkingCalendar, from: number, until: number): number {
  return from >= until ? 0 : workingBetween(calendar, from, until)
}
