import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { DAY } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Context } from '#app/platform/context.server.ts'
import { dayOf, monthSpan } from '../rules/periods.ts'
import { pointsUnder, type PreviewEntry } from '../rules/preview.ts'
import type { PointReason, PointRules } from '../types.ts'
import { readPointRules } from './point-rules.server.ts'

/** One of last month's first ten under other rules. */
export interface PreviewRow {
  readonly place: number
  readonly person: PersonView
  readonly points: number
  /** Their place by the rules as they are; null = not among those who earned anything. */
  readonly placeNow: number | null
  readonly pointsNow: number
}

export interface RulesPreview {
  /** The first day of the month that is counted, UTC milliseconds. */
  readonly month: number
  readonly rows: readonly PreviewRow[]
}

const PAGE = 400
const SHOWN = 10

/**
 * What last month's first ten would be under other rules, beside what they are. Members are read in pages with pauses; who
 * is not listed is left out.
 */
export async function previewRules(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  rules: PointRules,
): Promise<RulesPreview> {
  const was = await readPointRules(db)
  const { first } = monthSpan(monthSpan(dayOf(clock.now())).first - 1)
  const { last } = monthSpan(first)
  const before = new Map<number, number>()
  const after = new Map<number, number>()
  for (let from = 0; ;) {
    const members = await db
      .selectFrom('point_periods')
      .select('member_id')
      .where('period', '=', 'all')
      .where('listed', '=', 1)
      .where('member_id', '>', from)
      .orderBy('member_id')
      .limit(PAGE)
      .execute()
    const end = members.at(-1)
    if (!end) break
    from = end.member_id
    const entries = await entriesOf(
      db,
      members.map((row) => row.member_id),
      first,
      last,
    )
    for (const [member, points] of pointsUnder(entries, was, was)) before.set(member, points)
    for (const [member, points] of pointsUnder(entries, was, rules)) after.set(member, points)
    await pause()
  }
  const order = (points: ReadonlyMap<number, number>): readonly number[] =>
    [...points].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([member]) => member)
  const then = order(before)
  const would = order(after).slice(0, SHOWN)
  const people = await findPeople(db, would)
  return {
    month: first * DAY,
    rows: would.flatMap((member, index) => {
      const person = people.get(member)
      const at = then.indexOf(member)
      return person
        ? [
            {
              place: index + 1,
              person,
              points: after.get(member) ?? 0,
              placeNow: at < 0 ? null : at + 1,
              pointsNow: before.get(member) ?? 0,
            },
          ]
        : []
    }),
  }
}

async function entriesOf(
  db: Context['db'],
  members: readonly number[],
  first: number,
  last: number,
): Promise<readonly PreviewEntry[]> {
  const rows = await db
    .selectFrom('points')
    .leftJoin('ring_members as own', 'own.member_id', 'points.member_id')
    .leftJoin('ring_members as other', 'other.member_id', 'points.from_id')
    .select([
      'points.id',
      'points.member_id',
      'points.reason',
      'points.at',
      'points.day',
      'points.from_id',
      'points.held',
      'points.worth',
      'points.waited_days',
      'own.ring_id as own_ring',
      'other.ring_id as other_ring',
    ])
    .where('points.member_id', 'in', [...members])
    .where('points.day', '>=', first)
    .where('points.day', '<=', last)
    .where('points.reversed_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    member: row.member_id,
    reason: row.reason as PointReason,
    at: row.at,
    day: row.day,
    giver:
      row.from_id === null
        ? null
        : row.own_ring !== null && row.own_ring === row.other_ring
          ? `ring ${row.own_ring}`
          : String(row.from_id),
    isBarred: row.held === 'barred',
    worth: row.worth,
    waitedDays: row.waited_days,
  }))
}
