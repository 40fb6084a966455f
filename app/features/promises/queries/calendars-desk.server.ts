import { mayAdminister } from '#app/access/members.ts'
import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import type {
  CalendarRowView,
  CalendarView,
  PromisedTimes,
  CategoryPromiseView,
  PreviewView,
  PromiseView,
  WorkingCalendar,
} from '../types.ts'
import type { CalendarForm } from '../schemas.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { holidaysText } from '../rules/holidays-text.ts'
import { hoursText } from '../rules/hours-text.ts'
import { minutesText } from '../rules/minutes-text.ts'
import { previewHours, previewPromise } from '../rules/promise-preview.ts'
import { typedCalendar } from '../rules/typed-calendar.ts'
import { isAlways, promiseWords, weekWords } from '../rules/promise-words.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { dateFormat } from '#app/locale/formats.ts'
import { LOCALES } from '#app/locale/locales.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { markOf } from '#app/platform/seen.server.ts'
import { calendarState, listCalendars, promiseState, readPromises, type ListedCalendar } from './promises.server.ts'

type Reading = Pick<Context, 'db' | 'clock' | 'viewer' | 'locale'>

/** In which zone the site is, and in which one the page tells times. */
export interface Zones {
  readonly site: string
  readonly reader: string
}

/** What examples are reckoned with where no category has promised anything. */
const USUAL_MINUTES = 480

/** All calendars, and what each category promises. */
export async function getCalendarsForDesk(
  { db, clock, viewer, locale }: Reading,
  zones: Zones,
): Promise<{ readonly calendars: readonly CalendarRowView[]; readonly promises: readonly CategoryPromiseView[] }> {
  demand(mayAdminister(viewer))
  const calendars = await listCalendars(db, zones.site)
  const categories = await listCategories(db)
  const promised = await readPromises(db, zones.site)
  return {
    calendars: rowsOf(calendars, clock.now(), { locale, zone: zones.reader }),
    promises: categories.map((category) => {
      const promise = promised.of(category)
      return {
        id: category.id,
        name: category.name,
        promise: promise && promiseWords(promise, { locale, zone: zones.reader }),
        calendar: promise?.calendar.name ?? '',
      }
    }),
  }
}

/** One calendar for its form; throws `not-found`. */
export async function getCalendarForDesk(
  { db, clock, viewer, locale }: Reading,
  id: number,
  zones: Zones,
): Promise<CalendarView> {
  demand(mayAdminister(viewer))
  const found = (await listCalendars(db, zones.site)).find((one) => one.calendar.id === id)
  if (!found) throw new AppError('not-found', saying(promiseRefusals, 'missing'))
  const { calendar, isDefault, followsSite, holidays, closures } = found
  const categories = (await listCategories(db)).filter((one) => one.calendar_id === id)
  const always = isAlways(calendar)
  const words = (at: number): string =>
    dateFormat(LOCALES[locale].formats, {
      dateStyle: 'medium',
      timeStyle: 'short',
      hourCycle: 'h23',
      timeZone: calendar.zone,
    }).format(at)
  return {
    id,
    mark: markOf(calendarState(found)),
    name: calendar.name,
    zone: followsSite ? '' : calendar.zone,
    isDefault,
    isAlways: always,
    days: calendar.week.map((spans) => (always ? '' : hoursText(spans))),
    holidays: holidaysText(holidays.map(({ day, name }) => ({ day, name, hours: calendar.days[day] ?? [] }))),
    closures: closures.map((one) => ({ id: one.id, name: one.name, from: words(one.from), until: words(one.until) })),
    categories: categories.map((one) => ({ id: one.id, name: one.name })),
    preview: await previewCalendar({ db, clock, viewer, locale }, calendar, zones),
  }
}

/** What a calendar means as it was typed; `id` is 0 for a new one. */
export async function previewForm(
  context: Reading,
  id: number,
  form: CalendarForm,
  zones: Zones,
): Promise<PreviewView> {
  const kept = (await listCalendars(context.db, zones.site)).find((one) => one.calendar.id === id)
  const closures = kept?.calendar.closures ?? []
  return previewCalendar(context, typedCalendar(form, { id, siteZone: zones.site, closures }), zones)
}

/** What hours mean, whether or not they are saved: examples of what its categories promise. */
async function previewCalendar(
  { db, clock, viewer, locale }: Reading,
  calendar: WorkingCalendar,
  zones: Zones,
): Promise<PreviewView> {
  demand(mayAdminister(viewer))
  const categories = await listCategories(db)
  const isDefault = (await listCalendars(db, zones.site)).some(
    (one) => one.isDefault && one.calendar.id === calendar.id,
  )
  const promised = categories.filter(
    (one) => one.calendar_id === calendar.id || (isDefault && one.calendar_id === null),
  )
  const minutes = promised.find((one) => one.first_minutes !== null)?.first_minutes ?? USUAL_MINUTES
  return previewHours(calendar, minutes, clock.now(), { locale, zone: zones.reader })
}

/** What a category promises, for its form; throws `not-found`. */
export async function getPromiseForDesk(
  { db, clock, viewer, locale }: Reading,
  id: number,
  zones: Zones,
): Promise<PromiseView> {
  demand(mayAdminister(viewer))
  const category = (await listCategories(db)).find((one) => one.id === id)
  if (!category) throw notFound()
  const calendars = await listCalendars(db, zones.site)
  const promised = await readPromises(db, zones.site)
  const calendar = promised.of({ ...category, first_minutes: 1 })?.calendar
  if (!calendar) throw notFound()
  const promise = { firstMinutes: category.first_minutes, solveMinutes: category.solve_minutes, calendar }
  return {
    id,
    mark: markOf(promiseState(category)),
    name: category.name,
    calendar: calendars.some((one) => one.calendar.id === category.calendar_id) ? category.calendar_id : null,
    first: minutesText(category.first_minutes),
    solve: minutesText(category.solve_minutes),
    calendars: rowsOf(calendars, clock.now(), { locale, zone: zones.reader }),
    preview: previewTyped({ clock, viewer, locale }, promise, zones),
  }
}

/** What a promise means, whether or not it is saved. */
export function previewTyped(
  { clock, viewer, locale }: Omit<Reading, 'db'>,
  promise: PromisedTimes,
  zones: Zones,
): PreviewView {
  demand(mayAdminister(viewer))
  return previewPromise(promise, clock.now(), { locale, zone: zones.reader })
}

function rowsOf(
  calendars: readonly ListedCalendar[],
  now: number,
  reader: { readonly locale: Context['locale']; readonly zone: string },
): readonly CalendarRowView[] {
  const today = new Date(now).toISOString().slice(0, 10)
  return calendars.map(({ calendar, isDefault, holidays }) => ({
    id: calendar.id,
    name: calendar.name,
    isDefault,
    hours: weekWords(calendar, reader),
    holidays: holidays.filter(({ day }) => day >= today).length,
  }))
}
