import type { CategoryPromise, Pause, Stretch, WorkingCalendar } from '../types.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import { addWorking, workingBetween } from './working-time.ts'

export interface DueTimes {
  /** When so much of the time for a first answer has run that members are asked; null = nobody is. */
  readonly riskAt: number | null
  readonly dueAt: number | null
  readonly solveDueAt: number | null
}

interface Asked {
  /** When the time began to run, in UTC milliseconds. */
  readonly from: number
  readonly promise: CategoryPromise
  readonly pauses: readonly Pause[]
}

/**
 * When a thread's promise is at risk and over; null = nothing is promised, or the calendar works so little that it
 * would take more than five years. The clock stands while a pause lasts. One that is still open changes nothing yet:
 * the times are what they were when the clock stopped.
 */
export function dueTimes({ from, promise, pauses }: Asked): DueTimes {
  const { calendar, firstMinutes, solveMinutes, riskPercent } = promise
  const over = endedPauses(pauses)
  const after = (minutes: number | null): number | null =>
    minutes === null ? null : addRunning(calendar, from, minutes * MINUTE, over)
  return {
    riskAt: after(firstMinutes === null || riskPercent === null ? null : (firstMinutes * riskPercent) / 100),
    dueAt: after(firstMinutes),
    solveDueAt: after(solveMinutes),
  }
}

/** Working time in which a thread's clock ran until `until`, in milliseconds; an open pause stops it from then on. */
export function ranUntil({ from, promise, pauses }: Asked, until: number): number {
  const stretches = merged(pauses.map((pause) => ({ from: pause.from, until: pause.until ?? Infinity })))
  let ran = 0
  let at = from
  for (const pause of stretches) {
    ran += workingBetween(promise.calendar, at, Math.min(pause.from, until))
    at = Math.max(at, pause.until)
  }
  return ran + workingBetween(promise.calendar, at, until)
}

/** The first instant at which the clock has run for `span`, not counting the pauses. */
function addRunning(calendar: WorkingCalendar, from: number, span: number, pauses: readonly Stretch[]): number | null {
  let left = span
  let at = from
  for (const pause of pauses) {
    if (pause.until <= at) continue
    const ran = workingBetween(calendar, at, pause.from)
    if (ran >= left) break
    left -= ran
    at = pause.until
  }
  return addWorking(calendar, at, left)
}

function endedPauses(pauses: readonly Pause[]): readonly Stretch[] {
  return merged(pauses.flatMap(({ from, until }) => (until === null ? [] : [{ from, until }])))
}

/** The same time in stretches that are in order and apart. */
function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const made: Stretch[] = []
  for (const stretch of stretches.filter(({ from, until }) => until > from).toSorted((a, b) => a.from - b.from)) {
    const last = made.at(-1)
    if (last && stretch.from <= last.until) {
      made[made.length - 1] = { from: last.from, until: Math.max(last.until, stretch.until) }
    } else made.push(stretch)
  }
  return made
}
