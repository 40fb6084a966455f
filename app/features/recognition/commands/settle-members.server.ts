import { sql } from 'kysely'
import { isPostgres } from '#db/dialects/differences.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { readLevels } from '../queries/levels.server.ts'
import { readPointRules } from '../queries/point-rules.server.ts'
import { countClaims, type Claim } from '../rules/caps.ts'
import { reputationAt, shareOf } from '../rules/decay.ts'
import { nextStanding } from '../rules/levels.ts'
import { dayOf, monthSpan } from '../rules/periods.ts'
import { sumPeriods, type DaySum } from '../rules/sums.ts'
import type { Level, PointRules } from '../types.ts'

/** Ids or rows that one statement takes. */
const A_TIME = 400

const replaced = (columns: readonly string[]): string => columns.map((name) => `${name} = excluded.${name}`).join(', ')
const REPLACE_PERIOD = `on conflict (period, member_id) do update set ${replaced([
  'points',
  'accepted',
  'helpful',
  'articles',
  'newcomer',
  'listed',
])}`
const REPLACE_SUBJECT = `on conflict (kind, subject_id, member_id) do update set ${replaced([
  'reputation',
  'points',
  'accepted',
  'listed',
])}`
const REPLACE_STANDING = `on conflict (member_id) do update set ${replaced([
  'reputation',
  'points',
  'accepted',
  'helpful',
  'articles',
  'first_at',
  'last_at',
  'level_id',
  'level_at',
  'level_before',
  'falls_at',
  'settled_at',
])}`
// Whoever spent more than is left after a reversal has nothing to spend until it is earned again.
const REPLACE_WALLET = `on conflict (member_id) do update set earned = excluded.earned,
  balance = case when excluded.earned > wallets.spent then excluded.earned - wallets.spent else 0 end`

/** A member whose level became another one. */
export interface LevelChange {
  readonly member: number
  readonly from: Level | null
  readonly to: Level | null
}

export interface Settled {
  /** Members of whom anything changed that others are told of. */
  readonly changed: readonly number[]
  readonly levels: readonly LevelChange[]
}

/**
 * Brings what is summed for so many members in line with their entries: what each entry counts under the caps, the sums of
 * periods and subjects, reputation, level and what may be spent. Run twice, it writes nothing the second time. `isWhole`:
 * all their entries are counted, and not only those of months in which something happened.
 */
export async function settleMembers(
  trx: Executor,
  given: readonly number[],
  now: number,
  isWhole = false,
): Promise<Settled> {
  const members = [...new Set(given)].sort((a, b) => a - b)
  if (members.length === 0) return { changed: [], levels: [] }
  const rules = await readPointRules(trx)
  const before = await lockStandings(trx, members)
  await countEntries(trx, members, rules, isWhole)
  const days = await sumDays(trx, members)
  const listed = await readListed(trx, members, before, now)
  await writePeriods(trx, members, days, listed, dayOf(now))
  await writeSubjects(trx, members, listed)
  return writeStandings(trx, members, days, before, rules, now)
}

type Standing = Awaited<ReturnType<typeof readStandings>>[number]

function readStandings(trx: Executor, members: readonly number[]) {
  return trx
    .selectFrom('standings')
    .selectAll()
    .where('member_id', 'in', [...members])
    .orderBy('member_id')
    .execute()
}

/** Makes the rows that are missing, and waits for whoever settles one of them: always in the order of the ids. */
async function lockStandings(trx: Executor, members: readonly number[]): Promise<ReadonlyMap<number, Standing>> {
  await trx
    .insertInto('standings')
    .values(members.map((member_id) => ({ member_id })))
    .onConflict((c) => c.column('member_id').doNothing())
    .execute()
  if (isPostgres(trx))
    await trx
      .selectFrom('standings')
      .select('member_id')
      .where('member_id', 'in', [...members])
      .orderBy('member_id')
      .forUpdate()
      .execute()
  return new Map((await readStandings(trx, members)).map((row) => [row.member_id, row]))
}

type Months = ReadonlyMap<number, ReadonlyMap<number, number>>

/** The months of each member in which anything is unsettled: first and last day. */
async function unsettledMonths(trx: Executor, members: readonly number[]): Promise<Months> {
  const unsettled = await trx
    .selectFrom('points')
    .select(['member_id', 'day'])
    .distinct()
    .where('member_id', 'in', [...members])
    .where('unsettled', '=', 1)
    .execute()
  const monthsOf = new Map<number, Map<number, number>>()
  for (const { member_id, day } of unsettled) {
    const { first, last } = monthSpan(day)
    const months = monthsOf.get(member_id) ?? new Map<number, number>()
    monthsOf.set(member_id, months.set(first, last))
  }
  return monthsOf
}

/**
 * Counts the entries of the months in which anything is unsettled, or all: caps reach no further than a calendar month. An
 * entry that counts what it is worth is written together with others, one that a cap holds by itself.
 */
async function countEntries(
  trx: Executor,
  members: readonly number[],
  rules: PointRules,
  isWhole: boolean,
): Promise<void> {
  const monthsOf = isWhole ? null : await unsettledMonths(trx, members)
  if (monthsOf?.size === 0) return
  const concerned = monthsOf ? [...monthsOf.keys()] : members
  const spans = monthsOf ? [...monthsOf.values()].flatMap((months) => [...months]) : []
  const entries = await trx
    .selectFrom('points')
    .select(['id', 'member_id', 'at', 'day', 'reason', 'from_id', 'worth', 'points', 'share', 'held', 'unsettled'])
    .where('member_id', 'in', [...concerned])
    .$if(monthsOf !== null, (query) =>
      query
        .where('day', '>=', Math.min(...spans.map(([first]) => first)))
        .where('day', '<=', Math.max(...spans.map(([, last]) => last))),
    )
    .where('reversed_at', 'is', null)
    .execute()
  const givers = await readGivers(trx, concerned)
  const claims = new Map<string, Claim[]>()
  const known = new Map<number, (typeof entries)[number]>()
  for (const entry of entries) {
    const month = monthSpan(entry.day).first
    if (monthsOf && monthsOf.get(entry.member_id)?.has(month) !== true) continue
    known.set(entry.id, entry)
    const key = `${entry.member_id} ${month}`
    const ofMonth = claims.get(key) ?? []
    claims.set(key, ofMonth)
    ofMonth.push({
      id: entry.id,
      at: entry.at,
      day: entry.day,
      reason: entry.reason,
      worth: entry.worth,
      giver: entry.from_id === null ? null : givers.giverOf(entry.member_id, entry.from_id),
      isBarred: entry.from_id !== null && givers.isBarred(entry.member_id, entry.from_id),
    })
  }
  const whole: number[] = []
  for (const ofMonth of claims.values())
    for (const [id, { points, held }] of countClaims(ofMonth, rules)) {
      const entry = known.get(id)
      if (!entry) continue
      const isSame =
        entry.points === points &&
        entry.held === held &&
        isSameSum(entry.share, shareOf(points, entry.at, rules.halfLifeDays))
      if (isSame && entry.unsettled === 0) continue
      if (held === null) whole.push(id)
      else
        await trx
          .updateTable('points')
          .set({ points, held, share: shareOf(points, entry.at, rules.halfLifeDays), unsettled: 0 })
          .where('id', '=', id)
          .execute()
    }
  const factor = shareFactor(rules.halfLifeDays)
  for (let at = 0; at < whole.length; at += A_TIME)
    await trx
      .updateTable('points')
      .set({ points: sql`worth`, share: sql`worth * ${factor}`, held: null, unsettled: 0 })
      .where('id', 'in', whole.slice(at, at + A_TIME))
      .execute()
  // Those that were reversed count nothing, which is already written.
  await trx
    .updateTable('points')
    .set({ unsettled: 0 })
    .where('member_id', 'in', [...concerned])
    .where('unsettled', '=', 1)
    .where('reversed_at', 'is not', null)
    .execute()
}

/** `shareOf` in SQL, for one point: the factor by which an entry has grown since the epoch. */
function shareFactor(halfLifeDays: number) {
  const one = shareOf(1, 0, halfLifeDays)
  const perMilli = Math.log2(shareOf(1, 86_400_000, halfLifeDays) / one) / 86_400_000
  return sql<number>`cast(${one} as double precision) * power(2.0, at * cast(${perMilli} as double precision))`
}

/** Who is behind an entry: a ring that both are in counts as one giver. */
async function readGivers(trx: Executor, members: readonly number[]) {
  const rings = await trx
    .selectFrom('ring_members')
    .innerJoin('ring_members as own', 'own.ring_id', 'ring_members.ring_id')
    .select(['ring_members.member_id', 'ring_members.ring_id'])
    .distinct()
    .where('own.member_id', 'in', [...members])
    .execute()
  const ringOf = new Map(rings.map((row) => [row.member_id, row.ring_id]))
  const bars = await trx
    .selectFrom('point_bars')
    .select(['member_id', 'from_id'])
    .where('member_id', 'in', [...members])
    .execute()
  const barred = new Set(bars.map((row) => `${row.member_id} ${row.from_id}`))
  return {
    giverOf: (member: number, from: number): string => {
      const ring = ringOf.get(member)
      return ring !== undefined && ring === ringOf.get(from) ? `ring ${ring}` : String(from)
    },
    isBarred: (member: number, from: number): boolean => barred.has(`${member} ${from}`),
  }
}

/** Who is shown among the leaders: not staff, whose work it is, not who is suspended, and not who would rather not be. */
async function readListed(
  trx: Executor,
  members: readonly number[],
  standings: ReadonlyMap<number, Standing>,
  now: number,
): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', [...members])
    .where('role', 'in', ['customer', 'advocate'])
    .where('erased_at', 'is', null)
    .where((eb) => eb.or([eb('suspended_at', 'is', null), eb('suspended_until', '<=', now)]))
    .execute()
  return new Set(rows.flatMap(({ id }) => ((standings.get(id)?.unlisted_at ?? null) === null ? [id] : [])))
}

interface MemberSums {
  readonly days: readonly DaySum[]
  readonly reputation: number
}

async function sumDays(trx: Executor, members: readonly number[]): Promise<ReadonlyMap<number, MemberSums>> {
  const rows = await trx
    .selectFrom('points')
    .select(['member_id', 'day'])
    .select((eb) => [
      eb.fn.sum<number>('points').as('points'),
      eb.fn.sum<number>('share').as('share'),
      countOf(['accepted']).as('accepted'),
      countOf(['helpful']).as('helpful'),
      countOf(['article', 'translation']).as('articles'),
    ])
    .where('member_id', 'in', [...members])
    .where('points', '>', 0)
    .groupBy(['member_id', 'day'])
    .orderBy('member_id')
    .orderBy('day')
    .execute()
  const sums = new Map<number, { days: DaySum[]; reputation: number }>()
  for (const row of rows) {
    const sum = sums.get(row.member_id) ?? { days: [], reputation: 0 }
    sums.set(row.member_id, sum)
    sum.reputation += Number(row.share)
    sum.days.push({
      day: row.day,
      points: Number(row.points),
      accepted: Number(row.accepted),
      helpful: Number(row.helpful),
      articles: Number(row.articles),
    })
  }
  return sums
}

function countOf(reasons: readonly string[]) {
  const list = sql.join([...reasons])
  return sql<number>`sum(case when reason in (${list}) then 1 else 0 end)`
}

async function writePeriods(
  trx: Executor,
  members: readonly number[],
  sums: ReadonlyMap<number, MemberSums>,
  listed: ReadonlySet<number>,
  today: number,
): Promise<void> {
  const stored = await trx
    .selectFrom('point_periods')
    .selectAll()
    .where('member_id', 'in', [...members])
    .execute()
  const known = new Map(stored.map((row) => [`${row.member_id} ${row.period}`, row]))
  const rows = members.flatMap((member_id) =>
    sumPeriods(sums.get(member_id)?.days ?? [], today).map(({ newcomer, ...sum }) => ({
      member_id,
      ...sum,
      newcomer: newcomer ? 1 : 0,
      listed: listed.has(member_id) ? 1 : 0,
    })),
  )
  const changed = rows.filter((row) => {
    const key = `${row.member_id} ${row.period}`
    const before = known.get(key)
    known.delete(key)
    return !before || Object.entries(row).some(([name, value]) => before[name as 'points'] !== value)
  })
  await insertRows(trx, 'point_periods', changed, REPLACE_PERIOD)
  for (const { member_id, period } of known.values())
    await trx.deleteFrom('point_periods').where('period', '=', period).where('member_id', '=', member_id).execute()
}

/** Two sums of shares are the same when they differ by no more than adding up in another order does. */
export function isSameSum(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))
}

async function writeSubjects(trx: Executor, members: readonly number[], listed: ReadonlySet<number>): Promise<void> {
  const stored = await trx
    .selectFrom('subject_standings')
    .selectAll()
    .where('member_id', 'in', [...members])
    .execute()
  const known = new Map(stored.map((row) => [`${row.member_id} ${row.kind} ${row.subject_id}`, row]))
  const sums = await subjectSums(trx, members)
  const rows = sums.map((row) => ({ ...row, listed: listed.has(row.member_id) ? 1 : 0 }))
  const changed = rows.filter((row) => {
    const key = `${row.member_id} ${row.kind} ${row.subject_id}`
    const before = known.get(key)
    known.delete(key)
    return (
      !before ||
      before.points !== row.points ||
      before.accepted !== row.accepted ||
      before.listed !== row.listed ||
      !isSameSum(before.reputation, row.reputation)
    )
  })
  await insertRows(trx, 'subject_standings', changed, REPLACE_SUBJECT)
  for (const { member_id, kind, subject_id } of known.values())
    await trx
      .deleteFrom('subject_standings')
      .where('kind', '=', kind)
      .where('subject_id', '=', subject_id)
      .where('member_id', '=', member_id)
      .execute()
}

/** What each member knows, by category, tag and topic. */
export async function subjectSums(trx: Executor, members: readonly number[]) {
  const columns = [
    sql<number>`sum(points.share)`.as('reputation'),
    sql<number>`sum(points.points)`.as('points'),
    sql<number>`sum(case when points.reason = 'accepted' then 1 else 0 end)`.as('accepted'),
  ] as const
  const counting = trx
    .selectFrom('points')
    .where('points.member_id', 'in', [...members])
    .where('points.points', '>', 0)
  const ofCategories = await counting
    .where('category_id', 'is not', null)
    .select(['points.member_id', 'category_id as subject_id', ...columns])
    .groupBy(['points.member_id', 'category_id'])
    .execute()
  const ofTopics = await counting
    .where('topic_id', 'is not', null)
    .select(['points.member_id', 'topic_id as subject_id', ...columns])
    .groupBy(['points.member_id', 'topic_id'])
    .execute()
  const ofTags = await counting
    .innerJoin('thread_tags', 'thread_tags.thread_id', 'points.thread_id')
    .select(['points.member_id', 'thread_tags.tag_id as subject_id', ...columns])
    .groupBy(['points.member_id', 'thread_tags.tag_id'])
    .execute()
  const kinds = [
    ['category', ofCategories],
    ['topic', ofTopics],
    ['tag', ofTags],
  ] as const
  return kinds.flatMap(([kind, rows]) =>
    rows.flatMap(({ member_id, subject_id, reputation, points, accepted }) =>
      subject_id === null
        ? []
        : [
            {
              kind,
              subject_id,
              member_id,
              reputation: Number(reputation),
              points: Number(points),
              accepted: Number(accepted),
            },
          ],
    ),
  )
}

async function writeStandings(
  trx: Executor,
  members: readonly number[],
  sums: ReadonlyMap<number, MemberSums>,
  before: ReadonlyMap<number, Standing>,
  rules: PointRules,
  now: number,
): Promise<Settled> {
  const levels = await readLevels(trx)
  const approved = await readApproved(trx, members)
  const times = await trx
    .selectFrom('points')
    .select(['member_id'])
    .select((eb) => [eb.fn.min<number>('at').as('first'), eb.fn.max<number>('at').as('last')])
    .where('member_id', 'in', [...members])
    .where('points', '>', 0)
    .groupBy('member_id')
    .execute()
  const timeOf = new Map(times.map((row) => [row.member_id, row]))
  const changed: number[] = []
  const levelChanges: LevelChange[] = []
  const rows = []
  const wallets = []
  for (const member_id of members) {
    const had = before.get(member_id)
    if (!had) continue
    const { days, reputation } = sums.get(member_id) ?? { days: [], reputation: 0 }
    const add = (of: (day: DaySum) => number): number => days.reduce((sum, day) => sum + of(day), 0)
    const points = add((day) => day.points)
    const standing = nextStanding(
      levels,
      reputationAt(reputation, now, rules.halfLifeDays),
      now,
      { levelId: had.level_id, fallsAt: had.falls_at },
      rules.graceDays,
      (level) => !level.needsApplication || approved.has(member_id),
    )
    const isOther = standing.levelId !== had.level_id
    const time = timeOf.get(member_id)
    const row = {
      member_id,
      reputation,
      points,
      accepted: add((day) => day.accepted),
      helpful: add((day) => day.helpful),
      articles: add((day) => day.articles),
      first_at: time ? Number(time.first) : null,
      last_at: time ? Number(time.last) : null,
      level_id: standing.levelId,
      level_at: isOther ? now : had.level_at,
      level_before: isOther ? had.level_id : had.level_before,
      falls_at: standing.fallsAt,
    }
    const isSame = Object.entries(row).every(([name, value]) =>
      name === 'reputation' ? isSameSum(had.reputation, reputation) : had[name as 'points'] === value,
    )
    if (isSame && had.settled_at !== null) continue
    rows.push({ ...row, settled_at: now })
    wallets.push({ member_id, earned: points, balance: points })
    changed.push(member_id)
    if (isOther) {
      const level = (id: number | null) => levels.find((one) => one.id === id) ?? null
      levelChanges.push({ member: member_id, from: level(had.level_id), to: level(standing.levelId) })
    }
  }
  await insertRows(trx, 'standings', rows, REPLACE_STANDING)
  await insertRows(trx, 'wallets', wallets, REPLACE_WALLET)
  return { changed, levels: levelChanges }
}

/** Members whose application was granted, and who have a role that stands for it. */
async function readApproved(trx: Executor, members: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('members')
    .select('id')
    .where('id', 'in', [...members])
    .where('role', '!=', 'customer')
    .execute()
  return new Set(rows.map(({ id }) => id))
}
