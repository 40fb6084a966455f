import { bagsOf, likeness, wordsIn, type Bag } from '#app/text/likeness.ts'
import { headsIn, type DraftHeads } from './heads.ts'
import { isNear } from '#app/text/nearness.ts'
import type { Draft, DraftAnswer, DraftMaterial, DraftSource, DraftText, SourcePart } from '../../types.ts'
import {
  isCourtesy,
  isOfOneself,
  leansOnAnother,
  namesWhatFailed,
  saysItFailed,
  showsElsewhere,
  withoutGreeting,
} from './courtesies.ts'
import { isWrittenIn, languageToWrite } from './one-language.ts'
import { problemOf, type Said } from './problem.ts'
import { unitsOf, type Unit } from './units.ts'

/** Two sentences of this likeness say the same; of this one, something of it. */
const SAME = 0.5
const ALIKE = 0.2
/** What others say as well counts so much for a sentence, up to so many of them. */
const ECHO = 2
const MOST_ECHO = 3
/** What a sentence counts that has nothing of the title. */
const UNASKED = 0.15
/** A paragraph stays where its best unit is worth this share of the best that the chosen answer has. */
const TELLING = 0.5
/** What is added to the chosen answer was said where something at least so near was asked. */
const NEARER = 0.4
/** Words of a sentence that is added from another answer. */
const LEAST_ALONE = 5
/** What repeats so much of a step is not added. */
const REPEATED = 0.4
/** Answers that are read; more say the same again, and comparing them grows with the square. */
const MOST_ANSWERS = 24
const MOST_QUESTIONS = 40
const MOST_STEPS = 12
const MOST_ADDED = 4
const MOST_FAILED = 4
/** Letters of a sentence that says what was tried: "No change." does not. */
const LEAST_FAILED = 16
/** Letters after which the next sentence begins a paragraph: people write steps without any. */
const LONG_PARAGRAPH = 280

interface Candidate {
  readonly unit: Unit
  readonly from: DraftAnswer
  readonly answer: number
  readonly bag: Bag
  /** People who say the same, this one among them. */
  readonly agree: number
  readonly worth: number
}

/**
 * Makes a draft out of what people wrote, and of nothing else: the problem in the askers' words, what
 * tells most in the answer that others agree with most, completed by what further answers agree on, and what
 * askers say did not work; all in one language, and from where something near was asked. Extractive summarising by centrality (Radev et al. 2004, MEAD) with
 * redundancy removed (Carbonell and Goldstein 1998, MMR); lists and code are kept whole and in order.
 */
export function draftOf(given: DraftMaterial, heads: DraftHeads = headsIn()): Draft {
  const language = languageToWrite(
    given.title,
    given.questions.map(({ text }) => text),
  )
  const material = { ...given, ...aliasesIn(language, given) }
  const sources: DraftSource[] = []
  const keep = (text: DraftText, sentence: string, part: SourcePart, agreeCount = 1): void => {
    const { memberId, threadId, postId, requestId } = text
    sources.push({ sentence, part, memberId, threadId, postId, requestId, agreeCount })
  }
  if (material.titleSource) keep(material.titleSource, material.title, 'title')
  material.aliases.forEach((alias, at) => {
    const from = material.aliasSources[at]
    if (from) keep(from, alias, 'alias')
  })

  const problem = problemOf(material, language)
  for (const one of problem) keep(one.from, one.text, 'problem')
  const steps = stepsOf(material, language)
  for (const step of steps) keep(step.from, step.unit.text, 'steps', step.agree)
  const failed = failedOf(material, steps, language)
  for (const one of failed) keep(one.from, one.text, 'failed')

  return {
    title: material.title,
    language,
    aliases: material.aliases,
    tags: material.tags,
    body: bodyOf(heads, problem, steps, failed),
    sources,
  }
}

/** The other phrasings that are in the draft's language, with whose they are. */
function aliasesIn(
  language: string | null,
  { aliases, aliasSources }: DraftMaterial,
): Pick<DraftMaterial, 'aliases' | 'aliasSources'> {
  const kept = [...aliases.keys()].filter((at) => isWrittenIn(language, aliases[at] ?? '', aliasSources[at]?.text))
  return {
    aliases: kept.flatMap((at) => aliases[at] ?? []),
    aliasSources: kept.flatMap((at) => aliasSources[at] ?? []),
  }
}

/** The units that go into the steps: the best answer's telling paragraphs in their order, then what others add. */
function stepsOf(material: DraftMaterial, language: string | null): readonly Candidate[] {
  const words = wordsToSay(material)
  const answers = material.answers.filter((answer) => isNear(answer) && says(answer, words))
  const best = [...answers].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_ANSWERS)
  const candidates = agreed(best, material.title, language)
  const base = best
    .map((answer, at) => {
      const worths = candidates.filter((one) => one.answer === at).map(({ worth }) => worth)
      return weightOf(answer) * sum(worths.sort((a, b) => b - a).map((worth, n) => worth / 2 ** n))
    })
    .reduce((first, score, at, all) => (score > (all[first] ?? 0) ? at : first), 0)
  // A thread's answer was written for its question; a topic's for one like its title.
  const least = words.length > 0 ? TELLING : 0
  const chosen = [
    ...telling(
      candidates.filter((one) => one.answer === base),
      least,
    ),
  ]
  const most = Math.max(0, ...chosen.map(({ worth }) => worth))
  const added = candidates
    .filter((one) => one.answer !== base && (one.agree >= 2 || one.from.isAccepted))
    .filter(({ worth, from }) => worth >= TELLING * most && from.nearness >= NEARER)
    .filter(({ unit }) => !isOfOneself(unit.text) && (unit.kind !== 'sentence' || standsAlone(unit)))
    .sort((a, b) => b.worth * weightOf(b.from) - a.worth * weightOf(a.from))
  let more = 0
  for (const one of added) {
    if (more >= MOST_ADDED || chosen.length >= MOST_STEPS) break
    if (chosen.some((kept) => likeness(kept.bag, one.bag) > REPEATED)) continue
    chosen.push(one)
    more++
  }
  return chosen
}

/**
 * The paragraphs of one answer that are worth `least` of its best one, the best of them while there is room, in order.
 * A list or code goes with the paragraph that leads to it.
 */
function telling(units: readonly Candidate[], least: number): readonly Candidate[] {
  const paragraphs: Candidate[][] = []
  for (const unit of units) {
    const open = paragraphs.at(-1)
    if (open && (!unit.unit.begins || unit.unit.kind !== 'sentence')) open.push(unit)
    else paragraphs.push([unit])
  }
  const worthOf = (paragraph: readonly Candidate[]): number => Math.max(...paragraph.map(({ worth }) => worth))
  const most = Math.max(0, ...units.map(({ worth }) => worth))
  const order = paragraphs
    .filter((paragraph) => worthOf(paragraph) >= least * most)
    .sort((a, b) => worthOf(b) - worthOf(a))
  const kept = new Set(order.flat().slice(0, MOST_STEPS))
  return units.filter((unit) => kept.has(unit))
}

/** What speaks for an answer: it was accepted, staff gave it, others found it helpful, and what was asked there is near. */
function weightOf(answer: DraftAnswer): number {
  const said = 1 + (answer.isAccepted ? 2 : 0) + (answer.isStaff ? 1 : 0) + Math.log2(1 + answer.helpfulCount)
  return said * answer.nearness
}

/** Words by which a topic is told from others: two of them must be in an answer or in what it answers. */
const wordsToSay = ({ words }: DraftMaterial): readonly string[] => [
  ...new Set(words.flatMap(wordsIn).filter((word) => word.length > 2)),
]

function says({ text, question }: DraftAnswer, words: readonly string[]): boolean {
  const said = new Set(wordsIn(`${question} ${text}`))
  return words.filter((word) => said.has(word)).length >= Math.min(2, words.length)
}

/**
 * Every unit of the answers that helps, with how many different people say the same, and what it is worth: how much
 * of it others say, more or less (after G. Erkan and D. Radev, "LexRank", 2004), and how much it has of the title.
 */
function agreed(answers: readonly DraftAnswer[], title: string, language: string | null): readonly Candidate[] {
  const parts = answers.flatMap((from, answer) =>
    unitsOf(from.text)
      .filter((unit) => unit.kind !== 'sentence' || isHelp(unit))
      .filter((unit) => unit.kind === 'code' || isWrittenIn(language, unit.text, from.text))
      .map((unit) => (unit.kind === 'sentence' ? { ...unit, text: withoutGreeting(unit.text) } : unit))
      .map((unit) => ({ unit, from, answer })),
  )
  const [asked = new Map<string, number>(), ...bags] = bagsOf([title, ...parts.map(({ unit }) => unit.words)])
  return parts.map((part, at) => {
    const bag = bags[at] ?? new Map<string, number>()
    const own = voiceOf(part.from, part.answer)
    const voices = new Map<string, number>()
    for (const [other, otherBag] of bags.entries()) {
      const there = parts[other]
      if (!there || there.answer === part.answer) continue
      const voice = voiceOf(there.from, there.answer)
      if (voice !== own) voices.set(voice, Math.max(voices.get(voice) ?? 0, likeness(bag, otherBag)))
    }
    const shares = [...voices.values()]
    const echo = Math.min(MOST_ECHO, sum(shares.filter((share) => share > ALIKE)))
    return {
      ...{ ...part, bag },
      agree: 1 + shares.filter((share) => share >= SAME).length,
      worth: (1 + ECHO * echo) * (UNASKED + likeness(asked, bag)),
    }
  })
}

/** A sentence that is taken out of its answer must say something by itself. */
const standsAlone = ({ text, words }: Unit): boolean => words.split(' ').length >= LEAST_ALONE && !leansOnAnother(text)

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const voiceOf = (from: DraftAnswer, answer: number): string =>
  from.memberId === null ? `answer ${answer}` : `member ${from.memberId}`

function isHelp({ text, words }: Unit): boolean {
  const count = words.split(' ').length
  return count >= 3 && text.length <= 600 && !isCourtesy(text)
}

/** What askers say they did in vain; not what the steps say themselves. */
function failedOf(material: DraftMaterial, steps: readonly Candidate[], language: string | null): readonly Said[] {
  const { questions, echoes } = material
  const texts = [...questions.slice(0, MOST_QUESTIONS), ...echoes.slice(0, MOST_QUESTIONS)]
  const said = texts
    .filter(({ nearness }) => nearness >= NEARER)
    .flatMap((from) =>
      unitsOf(from.text)
        .filter((unit) => unit.kind === 'sentence' && unit.text.length >= LEAST_FAILED && saysItFailed(unit.text))
        .map((unit) => ({ text: withoutGreeting(unit.text), from }))
        .filter(({ text }) => namesWhatFailed(text) && !showsElsewhere(text))
        .filter(({ text }) => isWrittenIn(language, text, from.text)),
    )
  const bags = bagsOf([...said.map((one) => one.text), ...steps.map((one) => one.unit.words)])
  const kept: number[] = []
  for (const at of said.keys()) {
    const bag = bags[at]
    if (!bag || kept.length >= MOST_FAILED) break
    if (!kept.some((other) => likeness(bag, bags[other] ?? bag) > SAME)) kept.push(at)
  }
  return kept.flatMap((at) => said[at] ?? [])
}

function bodyOf(
  heads: DraftHeads,
  problem: readonly Said[],
  steps: readonly Candidate[],
  failed: readonly Said[],
): string {
  const parts: string[] = []
  if (problem.length > 0) parts.push(heads.problem, ...problem.map((one) => one.text))
  if (steps.length > 0) parts.push(heads.steps, ...paragraphs(steps))
  if (failed.length > 0) parts.push(heads.failed, failed.map((one) => `- ${one.text}`).join('\n'))
  return `${parts.join('\n\n')}\n`
}

/** Sentences of one answer that follow each other make a paragraph; lists and code stand alone. */
function paragraphs(steps: readonly Candidate[]): readonly string[] {
  const made: string[] = []
  let open: Candidate | null = null
  for (const step of steps) {
    const last = made.at(-1)
    if (
      open &&
      last !== undefined &&
      step.unit.kind === 'sentence' &&
      !step.unit.begins &&
      last.length < LONG_PARAGRAPH &&
      open.answer === step.answer
    ) {
      made[made.length - 1] = `${last} ${step.unit.text}`
    } else made.push(step.unit.text)
    open = step.unit.kind === 'sentence' ? step : null
  }
  return made
}
