import { z } from 'zod'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { EMBLEM_NAMES, type Emblem } from './rules/pail.ts'
import {
  BADGE_KINDS,
  BADGE_STATES,
  MAX_BADGE_DESCRIPTION,
  MAX_BADGE_NAME,
  MAX_COUNT,
  MAX_DAYS,
  MAX_REASON,
  MAX_WORDS,
  OUTCOMES,
  type Outcome,
} from './types.ts'
import { badgeRefusals } from './words/refusals.ts'

const nameWords = sayingText(badgeRefusals, 'name', { most: MAX_BADGE_NAME })
const descriptionWords = sayingText(badgeRefusals, 'description', { most: MAX_BADGE_DESCRIPTION })
const countWords = sayingText(badgeRefusals, 'count', { most: MAX_COUNT })
const stepsWords = sayingText(badgeRefusals, 'steps', { most: MAX_COUNT })
const daysWords = sayingText(badgeRefusals, 'days', { most: MAX_DAYS })
const wordsWords = sayingText(badgeRefusals, 'words', { most: MAX_WORDS })
const reasonWords = sayingText(badgeRefusals, 'reason', { most: MAX_REASON })

/** A whole number from 1, or nothing. */
const FigureOrNone = (most: number, words: string) =>
  z
    .string(words)
    .default('')
    .transform((text) => text.trim())
    .pipe(
      z.union(
        [
          z.literal('').transform(() => null),
          z
            .string()
            .regex(/^\d{1,6}$/, words)
            .transform(Number)
            .pipe(z.number().min(1, words).max(most, words)),
        ],
        words,
      ),
    )

const ticked = z
  .literal('1')
  .optional()
  .transform((value) => value === '1')

const outcomeFields = Object.fromEntries(OUTCOMES.map((outcome) => [`outcome.${outcome}`, ticked])) as Readonly<
  Record<`outcome.${Outcome}`, typeof ticked>
>

const Hour = z
  .string()
  .default('')
  .pipe(
    z.union(
      [
        z.literal('').transform(() => null),
        z
          .string()
          .regex(/^(?:1?\d|2[0-3])$/)
          .transform(Number),
      ],
      sayingText(badgeRefusals, 'hours'),
    ),
  )

/** A badge as an admin types it; what belongs to another way of giving it is passed over. */
export const BadgeForm = z
  .object({
    name: z
      .string(nameWords)
      .max(1000, nameWords)
      .transform(asLine)
      .pipe(z.string().min(2, nameWords).max(MAX_BADGE_NAME, nameWords)),
    description: z
      .string(descriptionWords)
      .max(2000, descriptionWords)
      .transform(asLine)
      .pipe(z.string().min(5, descriptionWords).max(MAX_BADGE_DESCRIPTION, descriptionWords)),
    emblem: z.enum(EMBLEM_NAMES as [Emblem, ...Emblem[]], sayingText(badgeRefusals, 'emblem')),
    kind: z.enum(BADGE_KINDS, sayingText(badgeRefusals, 'kind')),
    rare: ticked,
    toAll: ticked,
    ...outcomeFields,
    count: FigureOrNone(MAX_COUNT, countWords),
    step1: FigureOrNone(MAX_COUNT, stepsWords),
    step2: FigureOrNone(MAX_COUNT, stepsWords),
    step3: FigureOrNone(MAX_COUNT, stepsWords),
    days: FigureOrNone(MAX_DAYS, daysWords),
    category: FigureOrNone(999_999, sayingText(badgeRefusals, 'category')),
    tag: z
      .string()
      .max(200, sayingText(badgeRefusals, 'tag'))
      .default('')
      .transform((text) => asLine(text).toLowerCase() || null),
    waitedDays: FigureOrNone(MAX_DAYS, daysWords),
    hoursFrom: Hour,
    hoursTo: Hour,
    second: ticked,
    people: FigureOrNone(MAX_COUNT, countWords),
    categories: FigureOrNone(MAX_COUNT, countWords),
    inRow: ticked,
    words: z
      .string()
      .max(2000, wordsWords)
      .default('')
      .transform((text) => [
        ...new Set(
          asBlock(text)
            .split('\n')
            .map((line) => line.trim().toLowerCase())
            .filter((line) => line !== ''),
        ),
      ]),
  })
  .transform((form, told) => {
    const refuse = (field: string, message: string): void =>
      void told.addIssue({ code: 'custom', message, path: [field] })
    const outcomes = OUTCOMES.filter((outcome) => form[`outcome.${outcome}`])
    const { name, description, emblem, kind, rare, toAll } = form
    const looks = { name, description, emblem, kind, rare, toAll }
    if (kind === 'hand') return { ...looks, rule: null, steps: [] }
    const given = [form.step1, form.step2, form.step3].filter((step) => step !== null)
    const steps = kind === 'steps' ? given : []
    const isGrowing = given.length === 3 && given.every((step, index) => index === 0 || step > (given[index - 1] ?? 0))
    const count = kind === 'steps' ? (given.at(-1) ?? null) : form.count
    if (kind === 'steps' && !isGrowing) refuse('step1', stepsWords)
    if (kind !== 'steps' && count === null) refuse('count', countWords)
    if (outcomes.length === 0) refuse('outcome.accepted', sayingText(badgeRefusals, 'outcomes'))
    if ((form.hoursFrom === null) !== (form.hoursTo === null)) refuse('hoursFrom', sayingText(badgeRefusals, 'hours'))
    if (form.hoursFrom !== null && form.hoursFrom === form.hoursTo)
      refuse('hoursFrom', sayingText(badgeRefusals, 'hours.same'))
    if (form.words.length > MAX_WORDS || form.words.some((word) => word.length < 3 || word.length > 60))
      refuse('words', wordsWords)
    const hours = form.hoursFrom === null || form.hoursTo === null ? null : { from: form.hoursFrom, to: form.hoursTo }
    const { tag, waitedDays, second, people, categories, inRow, words } = form
    return {
      ...looks,
      steps,
      rule: {
        outcomes,
        count: count ?? 1,
        // A row has no days: it lasts until something is taken back.
        days: inRow ? null : form.days,
        categoryId: form.category,
        tag,
        waitedDays,
        hours,
        second,
        people,
        categories,
        inRow,
        words,
      },
    }
  })
export type BadgeForm = z.infer<typeof BadgeForm>

const button = sayingText(badgeRefusals, 'button')

/** What is done with a badge, and the version that was seen. */
export const BadgeIntent = z.object({
  intent: z.enum(['preview', 'draft', 'active', 'retire', 'restore'], button),
  version: z.coerce.number(button).int().min(0).default(0),
})

const Reason = z
  .string(reasonWords)
  .max(5000, reasonWords)
  .transform(asLine)
  .pipe(z.string().min(5, reasonWords).max(MAX_REASON, reasonWords))

export const MemberBadgeIntent = z.object({ intent: z.enum(['give', 'revoke', 'again'], button) })
export const GiveForm = z.object({
  badge: z.coerce.number(sayingText(badgeRefusals, 'missing')).int().min(1),
  reason: Reason,
})
export const RevokeForm = z.object({ uid: z.string(button).max(100), why: Reason })
export const AgainForm = z.object({ uid: z.string(button).max(100) })

export const BadgesQuery = z.object({
  state: z.enum(BADGE_STATES).catch('active'),
  done: z.enum(['draft', 'active', 'retire', 'restore', 'rotate', 'give', 'revoke', 'again']).nullable().catch(null),
})

/** The largest thing in which a credential is looked for, in bytes. */
export const MAX_CREDENTIAL_BYTES = 200_000
