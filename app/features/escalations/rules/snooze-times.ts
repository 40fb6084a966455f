import { DateTime } from 'luxon'
import { HOUR } from '#app/kernel/clock.ts'

const MORNING = 9

/** Nine o'clock of the next day in a zone, in UTC milliseconds. */
export function tomorrowMorning(now: number, zone: string): number {
  return DateTime.fromMillis(now, { zone }).plus({ days: 1 }).startOf('day').set({ hour: MORNING }).toMillis()
}

/** Until when something is put off. */
export function snoozeUntil(choice: 'hour' | 'tomorrow' | 'week', now: number, zone: string): number {
  if (choice === 'hour') return now + HOUR
  if (choice === 'tomorrow') return tomorrowMorning(now, zone)
  return DateTime.fromMillis(now, { zone }).plus({ days: 7 }).startOf('day').set({ hour: MORNING }).toMillis()
}
