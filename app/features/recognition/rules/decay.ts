import { DAY } from '#app/kernel/clock.ts'

/** Where growing begins: 1 January 2020. With half-lives of 30 days and more a double holds the next 80 years. */
const EPOCH = Date.UTC(2020, 0, 1)

/**
 * What points of `at` weigh in a sum that decays by half every `halfLifeDays`, as forward decay has it: each grows with
 * its own time instead of shrinking with the reader's, so that sums are stored, and compared, without ever being
 * brought up to date (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009).
 */
export function shareOf(points: number, at: number, halfLifeDays: number): number {
  return points * 2 ** ((at - EPOCH) / (halfLifeDays * DAY))
}

/** What a sum of shares is worth at `now`, in points. */
export function reputationAt(sum: number, now: number, halfLifeDays: number): number {
  return sum * 2 ** ((EPOCH - now) / (halfLifeDays * DAY))
}

/** The other way round: the sum that is worth so many points at `now`. */
export function sumWorth(points: number, now: number, halfLifeDays: number): number {
  return shareOf(points, now, halfLifeDays)
}
