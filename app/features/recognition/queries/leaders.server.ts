import { sql } from 'kysely'
import { COLUMNS_OF_PERSON, personView } from '#app/features/catalogue/queries/people.server.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import { isMember, isStaff } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { dayOf, periodsOf } from '../rules/periods.ts'
import type { Period, SubjectKind } from '../types.ts'
import { subjectsKnown } from './knows.server.ts'
import { readLevels } from './levels.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** Which leaders: of a time, of a subject, or of a company. */
export type LeadersOf =
  | { readonly by: 'period'; readonly period: Period }
  | { readonly by: 'subject'; readonly kind: SubjectKind; readonly id: number }
  | { readonly by: 'company'; readonly company: string }

/** One of the leaders. */
export interface LeaderView {
  readonly place: number
  readonly person: PersonView
  readonly level: string | null
  readonly knows: readonly string[]
  readonly company: string
  readonly points: number
  readonly accepted: number
  readonly helpful: number
  readonly articles: number
}

/** Where the viewer stands, and what is missing to the place above. */
export interface OwnPlace extends LeaderView {
  /** Points to the next place; null on the first. */
  readonly missing: number | null
  readonly isListed: boolean
}

export interface LeadersView {
  readonly rows: readonly LeaderView[]
  /** Null for guests, staff, and who has earned nothing in that time. */
  readonly own: OwnPlace | null
  /** The place after the last row, for the next page; null at the end. */
  readonly next: number | null
}

/** Written into the statement, so that the index over those who are listed is used. */
const ONE = 1

/** How many leaders stand on a page of their own. */
export const LEADERS = 25

interface Row {
  readonly member_id: number
  readonly points: number
  readonly accepted: number
  readonly helpful: number
  readonly articles: number
}

const selectPeriod = prepared((db: Executor, p: { period: string; from: number; most: number }, newcomers: boolean) => {
  const rows = db
    .selectFrom('point_periods')
    .select(['member_id', 'points', 'accepted', 'helpful', 'articles'])
    .where('period', '=', p.period)
    .where('listed', '=', sql.lit(ONE))
    .orderBy('points', 'desc')
    .orderBy('member_id')
    .offset(p.from)
    .limit(p.most)
  return newcomers ? rows.where('newcomer', '=', sql.lit(ONE)) : rows
})

/** The name under which a period of now is counted. */
export function periodName(period: Period, now: number): string {
  const names = periodsOf(dayOf(now))
  return period === 'newcomers' ? names.quarter : names[period]
}

/** The leaders from a place on: `after` = how many stand before. At most `most`. */
export async function getLeaders(
  { db, viewer, clock }: Reading,
  of: LeadersOf,
  { after = 0, most = 10 }: { readonly after?: number; readonly most?: number } = {},
): Promise<LeadersView> {
  const now = clock.now()
  const found = await rowsOf(db, of, now, after, most + 1)
  const rows = found.slice(0, most)
  const views = await leaderViews(db, rows, after)
  const own =
    isMember(viewer) && !isStaff(viewer) && of.by === 'period' ? await ownPlace(db, of.period, viewer.id, now) : null
  return { rows: views, own, next: found.length > most ? after + most : null }
}

async function rowsOf(db: Executor, of: LeadersOf, now: number, from: number, most: number): Promise<readonly Row[]> {
  if (of.by === 'period')
    return selectPeriod(db, { period: periodName(of.period, now), from, most }, of.period === 'newcomers')
  if (of.by === 'company')
    return db
      .selectFrom('members')
      .innerJoin('point_periods', 'point_periods.member_id', 'members.id')
      .select(['member_id', 'points', 'accepted', 'helpful', 'articles'])
      .where(sql`lower(members.company)`, '=', of.company.toLowerCase())
      .where('members.company', '<>', '')
      .where('period', '=', 'all')
      .where('listed', '=', 1)
      .orderBy('points', 'desc')
      .orderBy('member_id')
      .offset(from)
      .limit(most)
      .execute()
  return db
    .selectFrom('subject_standings')
    .innerJoin('standings', 'standings.member_id', 'subject_standings.member_id')
    .select(['subject_standings.member_id', 'subject_standings.points', 'subject_standings.accepted'])
    .select(['standings.helpful', 'standings.articles'])
    .where('kind', '=', of.kind)
    .where('subject_id', '=', of.id)
    .where('listed', '=', 1)
    .orderBy('subject_standings.reputation', 'desc')
    .orderBy('subject_standings.member_id')
    .offset(from)
    .limit(most)
    .execute()
}

const selectLeaders = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('members')
    .leftJoin('standings', 'standings.member_id', 'members.id')
    .select(COLUMNS_OF_PERSON)
    .select(['members.company', 'standings.level_id'])
    .where('members.id', 'in', [...ids])
    .where('members.erased_at', 'is', null),
)

async function leaderViews(db: Executor, rows: readonly Row[], after: number): Promise<readonly LeaderView[]> {
  const ids = rows.map((row) => row.member_id)
  if (ids.length === 0) return []
  const levels = new Map((await readLevels(db)).map((level) => [level.id, level.name]))
  const people = new Map((await selectLeaders(db, { ids }, null)).map((row) => [row.id, row]))
  const knows = await subjectsKnown(db, ids)
  return rows.flatMap((row, index) => {
    const person = people.get(row.member_id)
    if (!person) return []
    return [
      {
        place: after + index + 1,
        person: personView(person),
        level: person.level_id === null ? null : (levels.get(person.level_id) ?? null),
        knows: (knows.get(row.member_id) ?? []).map(({ name }) => name),
        company: person.company,
        points: row.points,
        accepted: row.accepted,
        helpful: row.helpful,
        articles: row.articles,
      },
    ]
  })
}

/** Where a member stands in a time, whether or not others see it. */
async function ownPlace(db: Executor, period: Period, memberId: number, now: number): Promise<OwnPlace | null> {
  const name = periodName(period, now)
  const own = await db
    .selectFrom('point_periods')
    .selectAll()
    .where('period', '=', name)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!own || (period === 'newcomers' && own.newcomer === 0)) return null
  let before = db
    .selectFrom('point_periods')
    .where('period', '=', name)
    .where('listed', '=', sql.lit(ONE))
    .where('points', '>=', own.points)
    .where('member_id', '!=', memberId)
    .where((eb) => eb.or([eb('points', '>', own.points), eb('member_id', '<', memberId)]))
  if (period === 'newcomers') before = before.where('newcomer', '=', sql.lit(ONE))
  const { n } = await before.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const next = await before.select('points').orderBy('points').orderBy('member_id', 'desc').limit(1).executeTakeFirst()
  const [view] = await leaderViews(db, [own], Number(n))
  if (!view) return null
  return { ...view, missing: next ? next.points - own.points + 1 : null, isListed: own.listed === 1 }
}

/** Members who are listed in a time. */
export async function countLeaders(db: Executor, period: Period, now: number): Promise<number> {
  let query = db
    .selectFrom('point_periods')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('period', '=', periodName(period, now))
    .where('listed', '=', sql.lit(ONE))
  if (period === 'newcomers') query = query.where('newcomer', '=', sql.lit(ONE))
  return Number((await query.executeTakeFirstOrThrow()).n)
}

/** Companies that are offered to choose from. */
const COMPANIES = 30

/**
 * Companies that members say they work for, by name. Read by one step through the index for each, so that a place where
 * a hundred thousand said so costs no more than one where thirty did.
 */
export async function companiesOfLeaders(db: Executor): Promise<readonly string[]> {
  const companies: string[] = []
  let last = ''
  while (companies.length < COMPANIES) {
    const row = await db
      .selectFrom('members')
      .innerJoin('point_periods', 'point_periods.member_id', 'members.id')
      .select(['members.company', sql<string>`lower(members.company)`.as('folded')])
      .where('members.company', '<>', '')
      .where(sql`lower(members.company)`, '>', last)
      .where('period', '=', 'all')
      .where('listed', '=', sql.lit(ONE))
      .orderBy(sql`lower(members.company)`)
      .limit(1)
      .executeTakeFirst()
    if (!row) return companies
    companies.push(row.company)
    last = row.folded
  }
  return companies
}

/** A company as one of its people writes it; undefined where nobody says they work there. */
export async function findCompany(db: Executor, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('members')
    .select('company')
    .where('company', '<>', '')
    .where(sql`lower(company)`, '=', name.toLowerCase())
    .limit(1)
    .executeTakeFirst()
  return row?.company
}
