import { mayAdminister } from '#app/access/members.ts'
import type { CalendarForm } from '../schemas.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { calendarState, listCalendars, type ListedCalendar } from '../queries/promises.server.ts'
import { writeDay, writeWeek } from '../rules/stored-hours.ts'
import type { WorkingCalendar } from '../types.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { demandSeen } from '#app/platform/seen.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import { demandReachable, longestPromise } from './reachable.server.ts'

export type Admin = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Adds a calendar; the first one is the default. Returns its id. Of two with one name at once, one is made. */
export async function addCalendar({ db, clock, viewer }: Admin, form: CalendarForm): Promise<number> {
  demand(mayAdminister(viewer))
  return once(() =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      const isFirst =
        (await trx.selectFrom('calendars').select('id').where('is_default', '=', 1).execute()).length === 0
      const { id } = await trx
        .insertInto('calendars')
        .values({ ...rowOf(form), is_default: isFirst ? 1 : 0, created_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      await writeHolidays(trx, id, form)
      await logAct(trx, { at: now, by: viewer.id, verb: 'add', kind: 'calendar', id, detail: { name: form.name } })
      if (isFirst) await tell(trx, 'promise.changed', { calendar: id, category: null }, now)
      return id
    }),
  )
}

/** Changes a calendar, unless it is another one than the form showed. What is due in its hours and not over becomes due by the new ones, by job. */
export async function editCalendar({ db, clock, viewer }: Admin, id: number, form: CalendarForm): Promise<void> {
  demand(mayAdminister(viewer))
  await once(() =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      await lockRow(trx, 'calendars', id)
      const before = await getCalendar(trx, id)
      await demandSeen(trx, form.seen, calendarState(before), { kind: 'calendar', id })
      await trx.updateTable('calendars').set(rowOf(form)).where('id', '=', id).execute()
      await trx.deleteFrom('calendar_days').where('calendar_id', '=', id).execute()
      await writeHolidays(trx, id, form)
      const after = await getCalendar(trx, id)
      demandReachable(after.calendar, await longestPromise(trx, id, after.isDefault), now, 'day_1')
      if (!hasSameHours(before.calendar, after.calendar)) {
        await tell(trx, 'promise.changed', { calendar: id, category: null }, now)
      }
      await logAct(trx, { at: now, by: viewer.id, verb: 'edit', kind: 'calendar', id, detail: { name: form.name } })
    }),
  )
}

/** Makes a calendar the one that holds where a category names none. */
export async function makeDefaultCalendar({ db, clock, viewer }: Admin, id: number): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockAll(trx)
    const { calendar, isDefault } = await getCalendar(trx, id)
    if (isDefault) return
    await trx.updateTable('calendars').set({ is_default: 0 }).where('is_default', '=', 1).execute()
    await trx.updateTable('calendars').set({ is_default: 1 }).where('id', '=', id).execute()
    demandReachable(calendar, await longestPromise(trx, id, true), now, '')
    await tell(trx, 'promise.changed', { calendar: id, category: null }, now)
    const detail = { name: calendar.name }
    await logAct(trx, { at: now, by: viewer.id, verb: 'make default', kind: 'calendar', id, detail })
  })
}

/** Removes a calendar; categories that named it have the default one from then on. The default one stays. */
export async function removeCalendar({ db, clock, viewer }: Admin, id: number): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockAll(trx)
    const { calendar, isDefault } = await getCalendar(trx, id)
    if (isDefault) throw new AppError('conflict', saying(promiseRefusals, 'remove.default'))
    const categories = await trx.selectFrom('categories').select('id').where('calendar_id', '=', id).execute()
    await trx.deleteFrom('calendars').where('id', '=', id).execute()
    for (const category of categories) {
      await tell(trx, 'promise.changed', { calendar: null, category: category.id }, now)
    }
    const detail = { name: calendar.name }
    await logAct(trx, { at: now, by: viewer.id, verb: 'remove', kind: 'calendar', id, detail })
  })
}

/** One calendar as it is now; throws `not-found`. */
export async function getCalendar(trx: Executor, id: number): Promise<ListedCalendar> {
  const site = await readSite(trx)
  const found = (await listCalendars(trx, site.zone)).find((one) => one.calendar.id === id)
  if (!found) throw new AppError('not-found', saying(promiseRefusals, 'missing'))
  return found
}

/** Makes everybody wait who decides which calendar is the default, in one order, so that none waits for another. */
async function lockAll(trx: Executor): Promise<void> {
  const rows = await trx.selectFrom('calendars').select('id').orderBy('id').execute()
  for (const { id } of rows) await lockRow(trx, 'calendars', id)
}

function rowOf({ name, zone, week }: CalendarForm) {
  return { name, zone, hours: writeWeek(week) }
}

async function writeHolidays(trx: Executor, calendar: number, { holidays }: CalendarForm): Promise<void> {
  if (holidays.length === 0) return
  const rows = holidays.map(({ day, name, hours }) => ({ calendar_id: calendar, day, name, hours: writeDay(hours) }))
  await trx.insertInto('calendar_days').values(rows).execute()
}

function hasSameHours(one: WorkingCalendar, other: WorkingCalendar): boolean {
  const hours = ({ zone, week, days }: WorkingCalendar): string =>
    JSON.stringify([zone, week, Object.entries(days).toSorted()])
  return hours(one) === hours(other)
}

async function once<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const why = saying(promiseRefusals, 'name.taken')
    throw new AppError('conflict', why, { fields: { name: why } })
  }
}
