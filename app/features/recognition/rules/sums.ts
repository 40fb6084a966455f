import { periodsKept, periodsOf } from './periods.ts'

/** What counts of one member on one day. */
export interface DaySum {
  readonly day: number
  readonly points: number
  readonly accepted: number
  readonly helpful: number
  readonly articles: number
}

/** What counts of a member in one period. */
export interface PeriodSum extends Omit<DaySum, 'day'> {
  readonly period: string
  /** Whether their first entry ever lies in it; said of quarters only. */
  readonly newcomer: boolean
}

/**
 * The sums of the periods that leaders are asked for by `today` and any of the days lies in. A quarter in which somebody
 * began says so.
 */
export function sumPeriods(days: readonly DaySum[], today: number): readonly PeriodSum[] {
  const kept = periodsKept(today)
  const sums = new Map<string, { points: number; accepted: number; helpful: number; articles: number }>()
  let first = Infinity
  for (const one of days) {
    if (one.points > 0) first = Math.min(first, one.day)
    for (const period of Object.values<string>({ ...periodsOf(one.day) })) {
      if (!kept.has(period)) continue
      const sum = sums.get(period) ?? { points: 0, accepted: 0, helpful: 0, articles: 0 }
      sums.set(period, sum)
      sum.points += one.points
      sum.accepted += one.accepted
      sum.helpful += one.helpful
      sum.articles += one.articles
    }
  }
  const beganIn = Number.isFinite(first) ? periodsOf(first).quarter : null
  return [...sums].flatMap(([period, sum]) =>
    sum.points > 0 ? [{ period, ...sum, newcomer: period === beganIn }] : [],
  )
}
