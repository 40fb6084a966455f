import { DAY } from '#app/kernel/clock.ts'

/** Whole days since 1970, UTC. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY)
}

/** The names of the periods that a day lies in: `all`, `2026`, `2026-Q4`, `2026-11`, `2026-W48` (ISO 8601). In UTC. */
export interface PeriodNames {
  readonly all: 'all'
  readonly year: string
  readonly quarter: string
  readonly month: string
  readonly week: string
}

export function periodsOf(day: number): PeriodNames {
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  return {
    all: 'all',
    year: String(year),
    quarter: `${year}-Q${Math.floor(month / 3) + 1}`,
    month: `${year}-${String(month + 1).padStart(2, '0')}`,
    week: weekOf(day),
  }
}

/** The names of all periods that leaders are asked for by `today`: those of now, and those just before. */
export function periodsKept(today: number): ReadonlySet<string> {
  const now = new Date(today * DAY)
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  const before = (back: number): PeriodNames => periodsOf(Date.UTC(year, month - back, 1) / DAY)
  return new Set([
    ...Object.values<string>({ ...periodsOf(today) }),
    periodsOf(today - 7).week,
    before(1).month,
    before(3).quarter,
    before(12).year,
  ])
}

/** The ISO week of a day: weeks begin on Monday, and belong to the year that their Thursday lies in. */
function weekOf(day: number): string {
  // 1970-01-01 was a Thursday: day 4 of its week.
  const weekday = (((day + 3) % 7) + 7) % 7
  const thursday = day - weekday + 3
  const year = new Date(thursday * DAY).getUTCFullYear()
  const first = Math.floor(Date.UTC(year, 0, 1) / DAY)
  return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`
}

/** The first and the last day of the calendar month that a day lies in. */
export function monthSpan(day: number): { readonly first: number; readonly last: number } {
  const date = new Date(day * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { first: Date.UTC(year, month, 1) / DAY, last: Date.UTC(year, month + 1, 1) / DAY - 1 }
}
