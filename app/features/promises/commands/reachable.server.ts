import type { WorkingCalendar } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { minutesText } from '../rules/minutes-text.ts'
import { addWorking } from '../rules/working-time.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Refuses a calendar whose hours would let a promise of `minutes` take more than five years, beside `field`. */
export function demandReachable(calendar: WorkingCalendar, minutes: number | null, now: number, field: string): void {
  if (minutes === null || addWorking(calendar, now, minutes * MINUTE) !== null) return
  const why = saying(promiseRefusals, 'never', { span: minutesText(minutes) })
  throw new AppError('invalid', why, { fields: { [field]: why } })
}

/** The longest time, in minutes, that a category promises in a calendar; null where none does. */
export async function longestPromise(trx: Executor, calendar: number, isDefault: boolean): Promise<number | null> {
  const rows = await trx
    .selectFrom('categories')
    .select(['first_minutes', 'solve_minutes'])
    .where((eb) => eb.or([eb('calendar_id', '=', calendar), ...(isDefault ? [eb('calendar_id', 'is', null)] : [])]))
    .execute()
  const longest = Math.max(0, ...rows.flatMap((row) => [row.first_minutes ?? 0, row.solve_minutes ?? 0]))
  return longest === 0 ? null : longest
}
