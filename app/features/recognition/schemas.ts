import { z } from 'zod'
import { RIGHTS } from '#app/kernel/rights.ts'
import { asBlock, asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { DEFAULT_POINT_RULES, type PointRules, type Weights } from './types.ts'
import { recognitionRefusals } from './words/refusals.ts'

const figure = (least: number, most: number) =>
  z.coerce
    .number(sayingText(recognitionRefusals, 'figure', { least, most }))
    .int(sayingText(recognitionRefusals, 'figure', { least, most }))
    .min(least, sayingText(recognitionRefusals, 'figure', { least, most }))
    .max(most, sayingText(recognitionRefusals, 'figure', { least, most }))

/** The reasons that have a weight, in the order of the form. */
export const WEIGHTED = Object.keys(DEFAULT_POINT_RULES.weights) as readonly (keyof Weights)[]
/** The other figures of the rules, with what is allowed. */
export const BOUNDS = {
  pairCap: [1, 10_000],
  dayCap: [1, 10_000],
  halfLifeDays: [30, 3650],
  waitedDays: [1, 60],
  waitedMost: [0, 1000],
  graceDays: [0, 365],
} as const satisfies Readonly<Record<Exclude<keyof PointRules, 'weights'>, readonly [number, number]>>

const shape = {
  intent: z.enum(['preview', 'save']).catch('preview'),
  /** When the rules were last changed as the form was shown: who comes second is told. */
  seen: z.coerce.number().int().catch(0),
  ...Object.fromEntries(WEIGHTED.map((reason) => [`weight.${reason}`, figure(0, 1000)])),
  ...Object.fromEntries(Object.entries(BOUNDS).map(([name, [least, most]]) => [name, figure(least, most)])),
}

/** The rules of points as a form sends them. */
export const PointRulesForm = z.object(shape).transform((form) => {
  const given = form as unknown as Readonly<Record<string, number>> & { readonly intent: 'preview' | 'save' }
  const rules: PointRules = {
    ...DEFAULT_POINT_RULES,
    ...(Object.fromEntries(Object.keys(BOUNDS).map((name) => [name, given[name] ?? 0])) as unknown as Omit<
      PointRules,
      'weights'
    >),
    weights: Object.fromEntries(
      WEIGHTED.map((reason) => [reason, given[`weight.${reason}`] ?? 0]),
    ) as unknown as Weights,
  }
  return { intent: given.intent, seen: Number(given['seen']), rules }
})

/** The rules as the form's fields hold them. */
export function fieldsOfRules(rules: PointRules): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(WEIGHTED.map((reason) => [`weight.${reason}`, String(rules.weights[reason])])),
    ...Object.fromEntries((Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]).map((name) => [name, String(rules[name])])),
  }
}

const nameWords = sayingText(recognitionRefusals, 'level.name')

export const LevelForm = z.object({
  intent: z.enum(['save', 'remove', 'add']).catch('save'),
  level: z.coerce.number().int().min(0).catch(0),
  name: z.string(nameWords).max(200, nameWords).transform(asLine).pipe(z.string().min(1, nameWords).max(40, nameWords)),
  threshold: figure(0, 1_000_000),
  perks: z
    .string()
    .max(1000, sayingText(recognitionRefusals, 'level.perks'))
    .catch('')
    .transform(asLine)
    .pipe(z.string().max(300, sayingText(recognitionRefusals, 'level.perks'))),
  rights: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.enum(RIGHTS))).catch([]),
  advocate: z.literal('1').optional().catch(undefined),
  applies: z.literal('1').optional().catch(undefined),
})
export type LevelFields = z.infer<typeof LevelForm>

const wordsOf = (most: number, key: 'thanks' | 'application' | 'reason' | 'notes') =>
  z
    .string(sayingText(recognitionRefusals, key))
    .max(most * 4, sayingText(recognitionRefusals, key))
    .transform(asBlock)
    .pipe(z.string().min(3, sayingText(recognitionRefusals, key)).max(most, sayingText(recognitionRefusals, key)))

export const FirstNotesForm = z.object({
  seen: z.coerce.number().int().catch(0),
  /** Both boxes checked is nobody: what stops a mail wins. */
  sign: z.preprocess(
    (given) => ([given].flat().includes('nobody') ? 'nobody' : given),
    z.enum(['me', 'nobody', 'same']).catch('same'),
  ),
  answer: wordsOf(600, 'notes'),
  accepted: wordsOf(600, 'notes'),
  back: wordsOf(600, 'notes'),
})
export const ThanksForm = z.object({ words: wordsOf(600, 'thanks'), key: z.string().max(80).catch('') })
export const ApplicationForm = z.object({ words: wordsOf(1500, 'application') })
export const DecideForm = z.object({
  application: z.coerce.number().int(),
  verdict: z.enum(['granted', 'declined']),
  reason: z.string().max(2000).catch('').transform(asBlock),
})
export const SuspicionForm = z.object({
  suspicion: z.coerce.number().int(),
  verdict: z.enum(['harmless', 'barred', 'reopen']),
  reason: z.string().max(2000).catch('').transform(asBlock),
})
export const ListingForm = z.object({
  listed: z.literal('1').optional().catch(undefined),
  company: z
    .string()
    .max(200)
    .catch('')
    .transform(asLine)
    .pipe(z.string().max(60, sayingText(recognitionRefusals, 'company'))),
})
