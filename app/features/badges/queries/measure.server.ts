import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { DAY } from '#app/kernel/clock.ts'
import { yearOf } from '#db/dialects/differences.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { needsOf, type Measured } from '../rules/badge-rule.ts'
import type { Badge, BadgeRule } from '../types.ts'

/** Members with these ids: `from` is in it, `to` is not. */
export interface MemberRange {
  readonly from: number
  readonly to: number
}

/**
 * What the ledger says of a badge for the members of a range: how far each came, and when each step was reached. Members
 * without such an outcome are not in it. One statement over the entries of these members alone.
 */
export async function measureBadge(
  db: Executor,
  badge: Pick<Badge, 'kind' | 'rule' | 'steps'>,
  range: MemberRange,
): Promise<readonly Measured[]> {
  const { rule, kind } = badge
  if (rule === null || rule.outcomes.length === 0) return []
  const needs = needsOf(badge)
  const year = kind === 'yearly' ? yearOf(db, 'points.at') : sql<string>`''`
  const lanes = sql`member_id, period`
  const enough = sql.join(
    [
      ...(rule.people === null ? [] : [sql`people >= ${sql.lit(rule.people)}`]),
      ...(rule.categories === null ? [] : [sql`places >= ${sql.lit(rule.categories)}`]),
      sql`1 = 1`,
    ],
    sql` and `,
  )
  const reached = needs.map(
    (need, index) =>
      sql`min(case when n >= ${sql.lit(need)} and ${enough} then at end) as ${sql.ref(`reached${index}`)}`,
  )
  const { rows } = await sql<Readonly<Record<string, number | string | null>>>`
    with entries as (
      select points.member_id, ${year} as period, points.id, points.at, points.from_id, points.category_id,
        ${rule.inRow ? sql`points.reversed_at` : sql`null`} as reversed_at
      from points
      where points.member_id >= ${range.from} and points.member_id < ${range.to} and ${conditionsOf(rule)}
    ), firsts as (
      select entries.*,
        ${firstOf(rule.people !== null, lanes, 'from_id')} as new_person,
        ${firstOf(rule.categories !== null, lanes, 'category_id')} as new_place,
        ${rule.inRow ? sql`sum(case when reversed_at is null then 0 else 1 end) over (partition by ${lanes} order by at, id)` : sql`0`} as row_no
      from entries
    ), counted as (
      select member_id, period, at, ${counted(rule, lanes)} as n,
        sum(new_person) over (partition by ${lanes} order by at, id) as people,
        sum(new_place) over (partition by ${lanes} order by at, id) as places
      from firsts ${rule.inRow ? sql`where reversed_at is null` : sql``}
    )
    select member_id, period, max(n) as best, ${sql.join(reached)} from counted group by member_id, period`.execute(db)
  return rows.map((row) => ({
    memberId: Number(row['member_id']),
    period: String(row['period']),
    best: Number(row['best']),
    reachedAt: needs.map((_, index) => {
      const at = row[`reached${index}`]
      return at === null || at === undefined ? null : Number(at)
    }),
  }))
}

/** How many outcomes had come with this one: of all, within its days, or since the last that was taken back. */
function counted(rule: BadgeRule, lanes: RawBuilder<unknown>): RawBuilder<number> {
  if (rule.inRow) return sql`row_number() over (partition by ${lanes}, row_no order by at, id)`
  if (rule.days === null) return sql`row_number() over (partition by ${lanes} order by at, id)`
  const span = sql.lit(rule.days * DAY)
  return sql`count(*) over (partition by ${lanes} order by at range between ${span} preceding and current row)`
}

/** 1 where a person or a place appears for the first time in an entry that was not taken back. */
function firstOf(isAsked: boolean, lanes: RawBuilder<unknown>, column: string): RawBuilder<number> {
  if (!isAsked) return sql`0`
  const one = sql.ref(column)
  return sql`case when ${one} is not null and reversed_at is null
    and row_number() over (partition by ${lanes}, ${one}, (reversed_at is null) order by at, id) = 1 then 1 else 0 end`
}

/** What an entry of the ledger must be. Entries that a cap or a bar made worth nothing earn no badge either. */
function conditionsOf(rule: BadgeRule): RawBuilder<SqlBool> {
  const all: RawBuilder<unknown>[] = [
    sql`points.reason in (${sql.join(rule.outcomes)})`,
    sql`(points.held is null or points.points > 0 or points.reversed_at is not null)`,
  ]
  if (!rule.inRow) all.push(sql`points.reversed_at is null`)
  if (rule.categoryId !== null) all.push(sql`points.category_id = ${rule.categoryId}`)
  if (rule.waitedDays !== null) all.push(sql`points.waited_days >= ${rule.waitedDays}`)
  if (rule.second) all.push(sql`points.second = 1`)
  if (rule.hours !== null) {
    const { from, to } = rule.hours
    const join = from < to ? sql`and` : sql`or`
    all.push(sql`(points.hour >= ${from} ${join} points.hour < ${to})`)
  }
  if (rule.tag !== null)
    all.push(sql`exists (select 1 from thread_tags join tags on tags.id = thread_tags.tag_id
      where thread_tags.thread_id = points.thread_id and tags.name = ${rule.tag})`)
  if (rule.words.length > 0) {
    const says = rule.words.map((word) => sql`lower(posts.body) like ${asPattern(word)} escape '!'`)
    all.push(sql`exists (select 1 from posts where posts.id = points.post_id and (${sql.join(says, sql` or `)}))`)
  }
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

const asPattern = (word: string): string => `%${word.toLowerCase().replace(/[!%_]/g, (c) => `!${c}`)}%`
