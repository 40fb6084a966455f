import { mayAdminister } from '#app/access/members.ts'
import type { PromiseForm } from '../schemas.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { readPromise } from '../rules/typed-promise.ts'
import { promiseState, readPromises } from '../queries/promises.server.ts'
import type { PromisedTimes } from '../types.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { demandSeen } from '#app/platform/seen.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { demandReachable } from './reachable.server.ts'
import type { Admin } from './save-calendar.server.ts'

/** What a category promises from now on, unless it is something else than the form showed. What is due there and not over becomes due by the new times, by job. */
export async function setPromise({ db, clock, viewer }: Admin, id: number, form: PromiseForm): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'categories', id)
    const before = await trx
      .selectFrom('categories')
      .select(['calendar_id', 'first_minutes', 'solve_minutes'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!before) throw notFound()
    await demandSeen(trx, form.seen, promiseState(before), { kind: 'category', id })
    const { firstMinutes, solveMinutes } = await checkPromise(trx, form, now)
    const after = { calendar_id: form.calendar, first_minutes: firstMinutes, solve_minutes: solveMinutes }
    if (JSON.stringify({ ...before }) === JSON.stringify(after)) return
    await trx.updateTable('categories').set(after).where('id', '=', id).execute()
    await tell(trx, 'promise.changed', { calendar: null, category: id }, now)
    const detail = { from: before, to: after }
    await logAct(trx, { at: now, by: viewer.id, verb: 'promise', kind: 'category', id, detail })
  })
}

/** A promise as a form sent it, or a refusal beside its fields; it reads the calendar that the form names. */
export async function checkPromise(db: Executor, form: PromiseForm, now: number): Promise<PromisedTimes> {
  const { zone } = await readSite(db)
  const calendar = await chosenCalendar(db, form.calendar, zone)
  const read = readPromise(form, calendar)
  if (!read.ok) {
    const [why = saying(promiseRefusals, 'minutes.unreadable')] = Object.values(read.fields)
    throw new AppError('invalid', why, { fields: read.fields })
  }
  demandReachable(calendar, read.value.firstMinutes, now, 'first')
  demandReachable(calendar, read.value.solveMinutes, now, 'solve')
  return read.value
}

async function chosenCalendar(db: Executor, id: number | null, siteZone: string) {
  const promises = await readPromises(db, siteZone)
  const found = promises.of({ calendar_id: id, first_minutes: 1, solve_minutes: null })?.calendar
  if (found && (id === null || found.id === id)) return found
  const why = saying(promiseRefusals, 'calendar')
  throw new AppError('invalid', why, { fields: { calendar: why } })
}
