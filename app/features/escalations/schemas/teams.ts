import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { deskRefusals } from '../words/refusals.ts'

/** So many things one team owns of a kind at most. */
const MOST_OWNED = 200

/** Names, one a line. */
const Names = z
  .string()
  .max(40_000, sayingText(deskRefusals, 'owns.many', { most: MOST_OWNED }))
  .default('')
  .transform((text) => [
    ...new Set(
      asBlock(text)
        .split('\n')
        .map(asLine)
        .filter((name) => name !== ''),
    ),
  ])
  .refine((names) => names.length <= MOST_OWNED, sayingText(deskRefusals, 'owns.many', { most: MOST_OWNED }))

const MemberId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, sayingText(deskRefusals, 'team.staff'))
  .transform(Number)

export const TeamForm = z.object({
  /** The mark of what the form showed. */
  seen: z.string().max(60).optional(),
  name: z
    .string(sayingText(deskRefusals, 'team.name'))
    .max(500, sayingText(deskRefusals, 'team.name'))
    .transform(asLine)
    .pipe(z.string().min(2, sayingText(deskRefusals, 'team.name')).max(60, sayingText(deskRefusals, 'team.name'))),
  description: z
    .string()
    .max(2000, sayingText(deskRefusals, 'team.long', { most: 300 }))
    .default('')
    .transform(asLine)
    .pipe(z.string().max(300, sayingText(deskRefusals, 'team.long', { most: 300 }))),
  isDefault: z
    .literal('1')
    .optional()
    .transform((value) => value === '1'),
  member: z
    .union([z.array(MemberId).max(500), MemberId.transform((id) => [id])], sayingText(deskRefusals, 'team.staff'))
    .default([]),
  category: Names,
  tag: Names,
  topic: Names,
})
export type TeamForm = z.infer<typeof TeamForm>

export const TeamIntent = z.object({
  intent: z.enum(['save', 'remove'], sayingText(deskRefusals, 'intent')),
})

const Day = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine((text) => text === '' || isDay(text), sayingText(deskRefusals, 'duty.date'))

function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // 2026-02-30 is read as a day of March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export const DutyForm = z
  .object({
    member: MemberId,
    calendar: z
      .string()
      .regex(/^\d{0,15}$/, sayingText(deskRefusals, 'duty.calendar'))
      .default('')
      .transform((text) => (text === '' ? null : Number(text))),
    mostOpen: z
      .string()
      .trim()
      .default('')
      .refine(
        (text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 500),
        sayingText(deskRefusals, 'figure', { least: 1, most: 500 }),
      )
      .transform((text) => (text === '' ? null : Number(text))),
    skills: z
      .string()
      .max(2000, sayingText(deskRefusals, 'duty.skills'))
      .default('')
      .transform(asLine)
      .pipe(z.string().max(200, sayingText(deskRefusals, 'duty.skills'))),
    leaveFrom: Day,
    leaveUntil: Day,
  })
  .refine((form) => form.leaveFrom === '' || form.leaveUntil === '' || form.leaveFrom <= form.leaveUntil, {
    path: ['leaveUntil'],
    message: sayingText(deskRefusals, 'duty.order'),
  })
export type DutyForm = z.infer<typeof DutyForm>

export const TeamsQuery = z.object({
  duty: z.coerce.number().int().positive().nullable().catch(null),
  done: z.enum(['added', 'saved', 'removed', 'duty']).nullable().catch(null),
})
