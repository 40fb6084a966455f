/** Time as UTC milliseconds. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const WEEK = 7 * DAY

/** Monday 5 January 1970, 00:00 UTC: weeks are counted from here. */
export const FIRST_MONDAY = 4 * DAY

/** The Monday, 00:00 UTC, that a time's week began with. */
export function weekOf(at: number): number {
  return Math.floor((at - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY
}
