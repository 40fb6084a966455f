import { z } from 'zod'
import { asBlock } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import type { RuleName } from '../rules/dry-run.ts'
import { phrasePattern } from '../rules/severity.ts'
import {
  DEFAULT_RULES,
  SEVERITY_CLASSES,
  type SecondTier,
  type SeverityClass,
  type SeverityLevel,
  type SeverityLists,
} from '../types.ts'
import { PHRASE_LANGUAGES, type PhraseLanguage } from '../types/second-tier.ts'
import { deskRefusals } from '../words/refusals.ts'

/** The rules in the order in which they are shown. */
export const RULE_NAMES = Object.keys(DEFAULT_RULES) as readonly RuleName[]

/** So many phrases one list holds at most. */
const MOST_PHRASES = 300

const range = (least: number, most: number) => sayingText(deskRefusals, 'figure', { least, most })

/** A whole number within limits. */
const Figure = (least: number, most: number, words = range(least, most)) =>
  z
    .string(words)
    .trim()
    .regex(/^\d{1,6}$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words).max(most, words))

/** The same, or nothing. */
const FigureOrNone = (least: number, most: number) =>
  z.union([z.literal('').transform(() => null), Figure(least, most)], range(least, most))

const Phrases = z
  .string()
  .max(40_000, sayingText(deskRefusals, 'phrases.many', { most: MOST_PHRASES }))
  .default('')
  .transform((text, told) => {
    const phrases = [
      ...new Set(
        asBlock(text)
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    ]
    const unreadable = phrases.find((phrase) => phrasePattern(phrase) === null)
    if (unreadable !== undefined)
      told.addIssue(sayingText(deskRefusals, 'phrase.unreadable', { phrase: unreadable.slice(0, 80) }))
    if (phrases.length > MOST_PHRASES) told.addIssue(sayingText(deskRefusals, 'phrases.many', { most: MOST_PHRASES }))
    return phrases
  })

type PhraseField = `phrases.${SeverityClass}.${PhraseLanguage}`

const phraseFields = Object.fromEntries(
  SEVERITY_CLASSES.flatMap((name) => PHRASE_LANGUAGES.map((language) => [`phrases.${name}.${language}`, Phrases])),
) as Readonly<Record<PhraseField, typeof Phrases>>

const ticked = z
  .literal('1')
  .optional()
  .transform((value) => value === '1')

const switches = Object.fromEntries(RULE_NAMES.map((rule) => [`on.${rule}`, ticked])) as Readonly<
  Record<`on.${RuleName}`, typeof ticked>
>

const points = (least: number) => Figure(least, 100, sayingText(deskRefusals, 'weights.range'))

/** What is wanted: to keep it, to see the order that it makes, or to try one rule on what was asked before. */
const Intent = z.union(
  [z.enum(['save', 'order']), z.templateLiteral(['dry-', z.enum(RULE_NAMES as [RuleName, ...RuleName[]])])],
  sayingText(deskRefusals, 'intent'),
)

/** How the second tier works, as its form sends it. */
export const SecondTierForm = z
  .object({
    intent: Intent,
    seen: z.string().max(60).optional(),
    ...switches,
    'atRisk.percent': Figure(10, 95),
    'atRisk.members': Figure(1, 10),
    'severity.level': Figure(2, 4),
    'came-back.times': Figure(1, 10),
    'came-back.hours': Figure(0, 168),
    'spread.people': Figure(2, 100),
    'spread.hours': Figure(1, 168),
    'influence.level': Figure(1, 3),
    'weight.severity': points(1),
    'weight.spread': points(0),
    'weight.influence': points(0),
    'weight.waiting': points(0),
    ...phraseFields,
    idleMinutes: Figure(10, 10_080),
    mostOpen: FigureOrNone(1, 500),
    giving: z.enum(['claim', 'turns'], sayingText(deskRefusals, 'giving')),
    closeAfterDays: FigureOrNone(1, 3650),
  })
  .transform((form) => {
    const tier: SecondTier = {
      rules: {
        atRisk: { on: form['on.atRisk'], percent: form['atRisk.percent'], members: form['atRisk.members'] },
        due: { on: form['on.due'] },
        'solve-due': { on: form['on.solve-due'] },
        severity: { on: form['on.severity'], level: form['severity.level'] as SeverityLevel }, // 2 to 4, as checked
        'came-back': { on: form['on.came-back'], times: form['came-back.times'], hours: form['came-back.hours'] },
        'did-not-help': { on: form['on.did-not-help'] },
        wrong: { on: form['on.wrong'] },
        spread: { on: form['on.spread'], people: form['spread.people'], hours: form['spread.hours'] },
        influence: { on: form['on.influence'], level: form['influence.level'] },
        private: { on: form['on.private'] },
        asked: { on: form['on.asked'] },
      },
      weights: {
        severity: form['weight.severity'],
        spread: form['weight.spread'],
        influence: form['weight.influence'],
        waiting: form['weight.waiting'],
      },
      lists: listsOf((name, language) => form[`phrases.${name}.${language}`]),
      idleMinutes: form.idleMinutes,
      mostOpen: form.mostOpen,
      giving: form.giving,
      closeAfterDays: form.closeAfterDays,
    }
    return { intent: form.intent, seen: form.seen, tier }
  })

/** Lists by class and language; a language without phrases is left out. */
function listsOf(phrases: (name: SeverityClass, language: PhraseLanguage) => readonly string[]): SeverityLists {
  return Object.fromEntries(
    SEVERITY_CLASSES.map((name) => [
      name,
      Object.fromEntries(
        PHRASE_LANGUAGES.flatMap((language) => {
          const some = phrases(name, language)
          return some.length === 0 ? [] : [[language, some]]
        }),
      ),
    ]),
  ) as SeverityLists // one entry for each class
}

/** What the form holds while nothing was typed. */
export function fieldsOf(tier: SecondTier): Readonly<Record<string, string>> {
  const { rules, weights, lists } = tier
  return {
    ...Object.fromEntries(RULE_NAMES.map((rule) => [`on.${rule}`, rules[rule].on ? '1' : ''])),
    'atRisk.percent': String(rules.atRisk.percent),
    'atRisk.members': String(rules.atRisk.members),
    'severity.level': String(rules.severity.level),
    'came-back.times': String(rules['came-back'].times),
    'came-back.hours': String(rules['came-back'].hours),
    'spread.people': String(rules.spread.people),
    'spread.hours': String(rules.spread.hours),
    'influence.level': String(rules.influence.level),
    ...Object.fromEntries(Object.entries(weights).map(([part, weight]) => [`weight.${part}`, String(weight)])),
    ...Object.fromEntries(
      SEVERITY_CLASSES.flatMap((name) =>
        PHRASE_LANGUAGES.map((language) => [`phrases.${name}.${language}`, (lists[name][language] ?? []).join('\n')]),
      ),
    ),
    idleMinutes: String(tier.idleMinutes),
    mostOpen: String(tier.mostOpen ?? ''),
    giving: tier.giving,
    closeAfterDays: String(tier.closeAfterDays ?? ''),
  }
}

/** Which rule an address asks to be tried; null = none. */
export const DryQuery = z.object({
  dry: z
    .enum(RULE_NAMES as [RuleName, ...RuleName[]])
    .nullable()
    .catch(null),
  done: z.literal('saved').nullable().catch(null),
})
