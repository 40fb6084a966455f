import type { Clock } from '#app/kernel/clock.ts'

export interface MovableClock extends Clock {
  /** Moves time on by so many milliseconds (back, when negative). */
  advance(ms: number): void
  set(now: number): void
}

/** Noon UTC of an ordinary Wednesday. */
export const NOON = Date.UTC(2026, 4, 6, 12)

/** A clock that stands still until it is moved. */
export function aClock(start = NOON): MovableClock {
  let now = start
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
    set: (at) => {
      now = at
    },
  }
}
