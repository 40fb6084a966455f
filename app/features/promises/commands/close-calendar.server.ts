import { mayAdminister } from '#app/access/members.ts'
import type { ClosureForm } from '../schemas.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { readClosure } from '../rules/closure.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { getCalendar, type Admin } from './save-calendar.server.ts'

/** Closures that one calendar may have. */
const MOST = 500

/** Enters a time in which nobody works whatever the hours say. Sent twice, it is entered once. */
export async function closeCalendar({ db, clock, viewer }: Admin, id: number, form: ClosureForm): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'calendars', id)
    const { calendar, closures } = await getCalendar(trx, id)
    const read = readClosure(form.closed_from, form.closed_until, calendar.zone)
    if (!read.ok) throw new AppError('invalid', read.why, { fields: { [read.field]: read.why } })
    const { from, until } = read.value
    if (closures.some((one) => one.from === from && one.until === until)) return
    if (closures.length >= MOST) {
      throw new AppError('invalid', saying(promiseRefusals, 'closure.many', { most: MOST }))
    }
    const row = { calendar_id: id, from_at: from, until_at: until, name: form.closed_name }
    await trx.insertInto('calendar_closures').values(row).execute()
    await tell(trx, 'promise.changed', { calendar: id, category: null }, now)
    const detail = { name: calendar.name, from, until }
    await logAct(trx, { at: now, by: viewer.id, verb: 'close', kind: 'calendar', id, detail, reason: form.closed_name })
  })
}

/** Takes a closure back: its hours count again. */
export async function openCalendar({ db, clock, viewer }: Admin, id: number, closure: number): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'calendars', id)
    const { calendar, closures } = await getCalendar(trx, id)
    const found = closures.find((one) => one.id === closure)
    if (!found) throw new AppError('conflict', saying(promiseRefusals, 'closure.missing'))
    await trx.deleteFrom('calendar_closures').where('id', '=', closure).execute()
    await tell(trx, 'promise.changed', { calendar: id, category: null }, now)
    const detail = { name: calendar.name, from: found.from, until: found.until }
    await logAct(trx, { at: now, by: viewer.id, verb: 'open', kind: 'calendar', id, detail, reason: found.name })
  })
}
