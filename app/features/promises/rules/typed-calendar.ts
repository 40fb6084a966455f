import type { CalendarForm } from '../schemas.ts'
import type { Stretch, WorkingCalendar } from '../types.ts'

/** A calendar as somebody typed it; `id` is 0 for one that is not stored. */
export function typedCalendar(
  { name, zone, week, holidays }: CalendarForm,
  kept: { readonly id: number; readonly siteZone: string; readonly closures: readonly Stretch[] },
): WorkingCalendar {
  return {
    id: kept.id,
    name,
    zone: zone === '' ? kept.siteZone : zone,
    week,
    days: Object.fromEntries(holidays.map(({ day, hours }) => [day, hours])),
    closures: kept.closures,
  }
}
