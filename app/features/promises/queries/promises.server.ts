import { sql } from 'kysely'
import type { CategoryPromise, Span, WorkingCalendar } from '../types.ts'
import { readRiskPercent, RISK_SETTING } from '../rules/risk-percent.ts'
import { readDay, readWeek } from '../rules/stored-hours.ts'
import { isZone } from '#app/kernel/zones.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { CategoryRow } from '#db/schema/catalogue.ts'
import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'

/** A calendar as the tables hold it. */
interface StoredCalendar {
  readonly id: number
  readonly name: string
  /** Empty = the site's. */
  readonly zone: string
  readonly hours: string
  readonly isDefault: boolean
  readonly days: readonly { readonly day: string; readonly name: string; readonly hours: string }[]
  readonly closures: readonly {
    readonly id: number
    readonly from: number
    readonly until: number
    readonly name: string
  }[]
}

/** A calendar with what decides when it holds. */
export interface ListedCalendar {
  readonly calendar: WorkingCalendar
  readonly isDefault: boolean
  /** Whether it is counted in the site's zone, whatever that is. */
  readonly followsSite: boolean
  readonly holidays: readonly { readonly day: string; readonly name: string }[]
  readonly closures: readonly {
    readonly id: number
    readonly from: number
    readonly until: number
    readonly name: string
  }[]
}

/** What holds if there is no default calendar, which no page allows: the hours that a site begins with. */
const FIRST_HOURS: StoredCalendar = {
  id: 0,
  name: '',
  zone: '',
  hours: JSON.stringify([1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', until: '17:00' }))),
  isDefault: true,
  days: [],
  closures: [],
}

type Part = 'calendar' | 'day' | 'closure' | 'setting'

/** The three tables and the site's zone in one answer, since every page that names a promise needs them whole. */
const selectCalendars = prepared((db: Executor) =>
  db
    .selectFrom('calendars')
    .select([
      sql<Part>`'calendar'`.as('part'),
      'id as calendar',
      'id as key',
      'name',
      'zone as text',
      'hours',
      'is_default as first',
      'created_at as last',
    ])
    .unionAll(
      db
        .selectFrom('calendar_days')
        .select([
          sql<Part>`'day'`.as('part'),
          'calendar_id as calendar',
          'id as key',
          'name',
          'day as text',
          'hours',
          sql<number>`0`.as('first'),
          sql<number>`0`.as('last'),
        ]),
    )
    .unionAll(
      db
        .selectFrom('calendar_closures')
        .select([
          sql<Part>`'closure'`.as('part'),
          'calendar_id as calendar',
          'id as key',
          'name',
          sql<string>`''`.as('text'),
          sql<string>`''`.as('hours'),
          'from_at as first',
          'until_at as last',
        ]),
    )
    .unionAll(
      db
        .selectFrom('settings')
        .select([
          sql<Part>`'setting'`.as('part'),
          sql<number>`0`.as('calendar'),
          sql<number>`0`.as('key'),
          'key as name',
          'value as text',
          sql<string>`''`.as('hours'),
          sql<number>`0`.as('first'),
          sql<number>`0`.as('last'),
        ])
        .where('key', 'in', ['zone', RISK_SETTING]),
    ),
)

interface Stored {
  /** The zone of the site. */
  readonly siteZone: string
  /** See `CategoryPromise`. */
  readonly riskPercent: number | null
  readonly calendars: readonly StoredCalendar[]
}

/** All calendars as they are stored, in the order of their names. */
const readCalendars: (db: Executor) => Promise<Stored> = whileUnchanged(async (db) => {
  const rows = await selectCalendars(db, {}, null)
  const of = (part: Part, calendar: number) => rows.filter((row) => row.part === part && row.calendar === calendar)
  const setting = (key: string) => of('setting', 0).find((row) => row.name === key)?.text
  const site = setting('zone')
  const calendars = rows
    .filter((row) => row.part === 'calendar')
    .map(({ calendar: id, name, text: zone, hours, first }) => ({
      id,
      name,
      zone,
      hours,
      isDefault: Number(first) === 1,
      days: of('day', id)
        .map((row) => ({ day: row.text, name: row.name, hours: row.hours }))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      closures: of('closure', id)
        .map((row) => ({ id: row.key, from: Number(row.first), until: Number(row.last), name: row.name }))
        .toSorted((a, b) => a.from - b.from || a.id - b.id),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
  return {
    siteZone: site === undefined ? DEFAULT_SITE.zone : String(JSON.parse(site)),
    riskPercent: readRiskPercent(setting(RISK_SETTING)),
    calendars,
  }
})

/**
 * Calendars by what they were read from: one that did not change is the same object, so that the hours of each day
 * which `working-time.ts` keeps for it are found again after the next change of anything else.
 */
const made = new Map<string, WorkingCalendar>()
const MADE_KEPT = 200

/** The same by the row that was just read, so that its text is compared once and not for each thread. */
const madeOf = new WeakMap<StoredCalendar, { readonly siteZone: string; readonly calendar: WorkingCalendar }>()

function calendarOf(stored: StoredCalendar, siteZone: string): WorkingCalendar {
  const known = madeOf.get(stored)
  if (known?.siteZone === siteZone) return known.calendar
  const calendar = sameCalendar(stored, siteZone)
  madeOf.set(stored, { siteZone, calendar })
  return calendar
}

function sameCalendar(stored: StoredCalendar, siteZone: string): WorkingCalendar {
  // A zone that this machine no longer knows would stop every clock.
  const zone = [stored.zone, siteZone].find((one) => one !== '' && isZone(one)) ?? 'UTC'
  const key = JSON.stringify([stored, zone])
  const known = made.get(key)
  if (known) return known
  const days: Record<string, readonly Span[]> = {}
  for (const { day, hours } of stored.days) days[day] = readDay(hours)
  const calendar: WorkingCalendar = {
    id: stored.id,
    name: stored.name,
    zone,
    week: readWeek(stored.hours),
    days,
    closures: stored.closures.map(({ from, until }) => ({ from, until })),
  }
  if (made.size >= MADE_KEPT) made.clear()
  made.set(key, calendar)
  return calendar
}

/** All calendars in the order of their names. `zone`: that of calendars that follow the site, default the stored one. */
export async function listCalendars(db: Executor, zone?: string): Promise<readonly ListedCalendar[]> {
  const { siteZone, calendars } = await readCalendars(db)
  return calendars.map((stored) => ({
    calendar: calendarOf(stored, zone ?? siteZone),
    isDefault: stored.isDefault,
    followsSite: stored.zone === '',
    holidays: stored.days.map(({ day, name }) => ({ day, name })),
    closures: stored.closures,
  }))
}

/** What the form of a calendar shows of it, for `markOf`. */
export function calendarState({ calendar, followsSite, holidays }: ListedCalendar): unknown {
  const { name, zone, week, days } = calendar
  return [name, followsSite ? '' : zone, week, holidays.map((one) => [one.day, one.name, days[one.day]])]
}

type Promised = Pick<CategoryRow, 'calendar_id' | 'first_minutes' | 'solve_minutes'>

/** What the form of a category's promise shows of it, for `markOf`. */
export function promiseState({ calendar_id, first_minutes, solve_minutes }: Promised): unknown {
  return [calendar_id, first_minutes, solve_minutes]
}

/** What categories promise. */
export interface Promises {
  readonly siteZone: string
  /** Null = neither time is promised. */
  of(category: Promised): CategoryPromise | null
}

/**
 * What categories promise, read once for many of them. A category that names no calendar has the default one. `zone`:
 * that of calendars that follow the site, default the stored one.
 */
export async function readPromises(db: Executor, zone?: string): Promise<Promises> {
  const { siteZone, riskPercent, calendars } = await readCalendars(db)
  const fallback = calendars.find((one) => one.isDefault) ?? FIRST_HOURS
  return {
    siteZone,
    of(category) {
      const { first_minutes: firstMinutes, solve_minutes: solveMinutes } = category
      if (firstMinutes === null && solveMinutes === null) return null
      const stored = calendars.find((one) => one.id === category.calendar_id) ?? fallback
      return { firstMinutes, solveMinutes, riskPercent, calendar: calendarOf(stored, zone ?? siteZone) }
    },
  }
}

/** What one category promises; null = neither time is promised. */
export async function promiseOf(db: Executor, category: Promised, zone?: string): Promise<CategoryPromise | null> {
  return (await readPromises(db, zone)).of(category)
}
