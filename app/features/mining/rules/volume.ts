import { WEEK, weekOf } from '#app/kernel/clock.ts'

/** Requests of one week, Monday to Sunday (UTC). */
export interface WeekCount {
  readonly weekAt: number
  readonly requests: number
}

/** Requests a week in the last four whole weeks against the eight before, in hundredths; 100 is steady. */
export function trendOf(weeks: readonly WeekCount[], now: number): number {
  const present = weekOf(now)
  const sum = (from: number, to: number): number =>
    weeks
      .filter((week) => week.weekAt >= present - from * WEEK && week.weekAt < present - to * WEEK)
      .reduce((total, week) => total + week.requests, 0)
  const late = sum(4, 0) / 4
  const early = sum(12, 4) / 8
  // Half a request a week on both sides: three after one is no trend of 300 %.
  return Math.round((100 * (late + 0.5)) / (early + 0.5))
}

/** Weeks that two whole years need. */
const TWO_YEARS = 104

/**
 * How strongly a topic follows the year, in hundredths: the share of the months' variance that the month
 * of the year explains (autocorrelation at twelve months). 0 with less than two years of requests.
 */
export function seasonOf(weeks: readonly WeekCount[]): number {
  const first = Math.min(...weeks.map((week) => week.weekAt))
  const last = Math.max(...weeks.map((week) => week.weekAt))
  if (weeks.length === 0 || (last - first) / WEEK < TWO_YEARS) return 0
  const months = new Map<number, number>()
  for (const { weekAt, requests } of weeks) {
    const month = monthOf(weekAt)
    months.set(month, (months.get(month) ?? 0) + requests)
  }
  const from = monthOf(first)
  const series = Array.from({ length: monthOf(last) - from + 1 }, (_, at) => months.get(from + at) ?? 0)
  const mean = series.reduce((sum, one) => sum + one, 0) / series.length
  const away = series.map((one) => one - mean)
  const variance = away.reduce((sum, one) => sum + one * one, 0)
  if (variance === 0) return 0
  let shared = 0
  for (let at = 12; at < away.length; at++) shared += (away[at] ?? 0) * (away[at - 12] ?? 0)
  return Math.max(0, Math.round((100 * shared) / variance))
}

function monthOf(at: number): number {
  const day = new Date(at)
  return day.getUTCFullYear() * 12 + day.getUTCMonth()
}

/** The last `count` weeks up to now, oldest first, with none left out. */
export function lastWeeks(weeks: readonly WeekCount[], now: number, count: number): readonly WeekCount[] {
  const present = weekOf(now)
  const known = new Map<number, number>()
  for (const { weekAt, requests } of weeks) known.set(weekAt, (known.get(weekAt) ?? 0) + requests)
  return Array.from({ length: count }, (_, at) => {
    const weekAt = present - (count - 1 - at) * WEEK
    return { weekAt, requests: known.get(weekAt) ?? 0 }
  })
}
