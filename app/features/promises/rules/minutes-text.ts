import type { WorkingCalendar } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import type { Reading } from './hours-text.ts'

/** A year of round the clock. */
const MOST = 366 * 24 * 60

const HOURS = String.raw`(\d{1,5})(?:[.,](\d))?\s*(?:h|hrs?|hours?)`
const MINUTES = String.raw`(\d{1,7})\s*(?:m|mins?|minutes?)`
const TYPED = new RegExp(`^(?:${HOURS})?\\s*(?:(?:and\\s*)?${MINUTES})?$`, 'i')
const DAYS = /^\d+\s*(?:d|days?|w|weeks?|working days?)\b/i

/** A length of working time as somebody types it, in minutes: "8 h", "90 min", "1 h 30 min"; null = none is promised. */
export function readMinutes(text: string, { week }: Pick<WorkingCalendar, 'week'>): Reading<number | null> {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  if (DAYS.test(typed)) {
    const minutes = week.flat().reduce((sum, span) => sum + span.until - span.from, 0)
    return { ok: false, why: saying(promiseRefusals, 'minutes.days', { hours: Math.round(minutes / 6) / 10 }) }
  }
  if (/^0+$/.test(typed)) return { ok: false, why: saying(promiseRefusals, 'minutes.zero') }
  const found = TYPED.exec(typed)
  if (!found) return { ok: false, why: saying(promiseRefusals, 'minutes.unreadable') }
  const [, hours = '0', tenths = '0', minutes = '0'] = found
  const all = Number(hours) * 60 + Number(tenths) * 6 + Number(minutes)
  if (all === 0) return { ok: false, why: saying(promiseRefusals, 'minutes.zero') }
  if (all > MOST) return { ok: false, why: saying(promiseRefusals, 'minutes.long') }
  return { ok: true, value: all }
}

/** The same as a form shows it: "8 h", "1 h 30 min"; nothing where none is promised. */
export function minutesText(minutes: number | null): string {
  if (minutes === null) return ''
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}
