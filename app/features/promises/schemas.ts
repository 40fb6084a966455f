import { z } from 'zod'
import { asLine } from '#app/kernel/text.ts'
import { isZone } from '#app/kernel/zones.ts'
import { sayingText, writeSaying } from '#app/locale/saying.ts'
import { readHolidays } from './rules/holidays-text.ts'
import { readHours, type Reading } from './rules/hours-text.ts'
import { promiseRefusals } from './words/refusals.ts'

/** A text that a rule reads; what it can't read stands beside its field. */
const readBy = <T>(read: (text: string) => Reading<T>, most: number) =>
  z
    .string()
    .max(most, sayingText(promiseRefusals, 'text.long'))
    .default('')
    .transform((text, check): T => {
      const found = read(text.replace(/\r\n?/g, '\n'))
      if (found.ok) return found.value
      check.addIssue({ code: 'custom', message: writeSaying(found.why) })
      return z.NEVER
    })

const Hours = readBy(readHours, 200)
const WHOLE_DAY = [{ from: 0, until: 1440 }]

const Name = z
  .string(sayingText(promiseRefusals, 'name'))
  .max(500, sayingText(promiseRefusals, 'name.long'))
  .transform(asLine)
  .pipe(z.string().min(1, sayingText(promiseRefusals, 'name')).max(60, sayingText(promiseRefusals, 'name.long')))

const Zone = z.string(sayingText(promiseRefusals, 'zone')).refine(isZone, sayingText(promiseRefusals, 'zone'))

/** The mark of what the form showed. */
const Seen = z.string().max(60).optional()

/** Names of the fields with the hours of each day, Monday first. */
export const DAY_FIELDS = ['day_1', 'day_2', 'day_3', 'day_4', 'day_5', 'day_6', 'day_7'] as const

/** A calendar as its form sends it; what stands in the days does not count where it works around the clock. */
export const CalendarForm = z
  .object({
    seen: Seen,
    name: Name,
    zone: Zone,
    always: z.enum(['hours', 'always'], sayingText(promiseRefusals, 'always')),
    day_1: Hours,
    day_2: Hours,
    day_3: Hours,
    day_4: Hours,
    day_5: Hours,
    day_6: Hours,
    day_7: Hours,
    holidays: readBy(readHolidays, 200_000),
  })
  .transform(({ seen, name, zone, always, holidays, ...days }) => ({
    ...(seen === undefined ? {} : { seen }),
    name,
    zone,
    holidays,
    week: DAY_FIELDS.map((field) => (always === 'always' ? WHOLE_DAY : days[field])),
  }))
  .refine(({ week }) => week.some((spans) => spans.length > 0), {
    path: ['day_1'],
    message: sayingText(promiseRefusals, 'hours.none'),
  })
export type CalendarForm = z.infer<typeof CalendarForm>

export const NewCalendarIntent = z.object({
  intent: z.enum(['show', 'save'], sayingText(promiseRefusals, 'button')),
})

export const CalendarIntent = z.object({
  intent: z.enum(['show', 'save', 'default', 'remove', 'close', 'open'], sayingText(promiseRefusals, 'button')),
})

/** What the page of a calendar is asked for in its address. */
export const CalendarQuery = z.object({ remove: z.literal('1').optional().catch(undefined) })

const Moment = z
  .string(sayingText(promiseRefusals, 'closure.time'))
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/, sayingText(promiseRefusals, 'closure.time'))

/** A closure as its form sends it: times by the clocks of the calendar's zone. */
export const ClosureForm = z.object({
  closed_from: Moment,
  closed_until: Moment,
  closed_name: z
    .string()
    .max(500, sayingText(promiseRefusals, 'closure.name'))
    .default('')
    .transform(asLine)
    .pipe(z.string().max(80, sayingText(promiseRefusals, 'closure.name'))),
})
export type ClosureForm = z.infer<typeof ClosureForm>

export const OpenForm = z.object({ closure: z.string(sayingText(promiseRefusals, 'button')) })

/** A category's promise as its form sends it. What the times mean depends on the calendar, so a rule reads them. */
export const PromiseForm = z.object({
  seen: Seen,
  intent: z.enum(['show', 'save'], sayingText(promiseRefusals, 'button')),
  calendar: z
    .string(sayingText(promiseRefusals, 'calendar'))
    .regex(/^(?:[1-9]\d{0,14})?$/, sayingText(promiseRefusals, 'calendar'))
    .transform((text) => (text === '' ? null : Number(text))),
  first: z
    .string(sayingText(promiseRefusals, 'minutes.unreadable'))
    .max(200, sayingText(promiseRefusals, 'minutes.unreadable'))
    .default(''),
  solve: z.string().max(200, sayingText(promiseRefusals, 'minutes.unreadable')).default(''),
})
export type PromiseForm = z.infer<typeof PromiseForm>
