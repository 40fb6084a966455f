import type {
  Draft,
  DraftAnswer,
  DraftMaterial,
  DraftSource,
  DraftText,
  SourcePart,
} from '#app/features/knowledge/types.ts'
import { isCourtesy, saysItFailed, withoutGreeting } from './courtesies.ts'
import { bagsOf, likeness, wordsIn, type Bag } from './likeness.ts'
import { unitsOf, type Unit } from './units.ts'

/** Two sentences of this likeness say the same. */
const SAME = 0.5
/** Answers that are read; more say the same again, and comparing them grows with the square. */
const MOST_ANSWERS = 24
const MOST_QUESTIONS = 40
const MOST_STEPS = 12
const MOST_ADDED = 4
const MOST_FAILED = 4
const PROBLEM_SENTENCES = 2
/** Letters after which the next sentence begins a paragraph: people write steps without any. */
const LONG_PARAGRAPH = 280

interface Candidate {
  readonly unit: Unit
  readonly from: DraftAnswer
  readonly answer: number
  readonly bag: Bag
  /** People who say the same, this one among them. */
  readonly agree: number
}

/**
 * Makes a draft out of what people wrote, and of nothing else: the problem in the askers' words, the
 * steps of the answer that others agree with most, completed by what further answers agree on, and what
 * askers say did not work. Extractive summarising by centrality (Radev et al. 2004, MEAD) with
 * redundancy removed (Carbonell and Goldstein 1998, MMR); lists and code are kept whole and in order.
 */
export function draftOf(material: DraftMaterial): Draft {
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

  const problem = problemOf(material)
  for (const one of problem) keep(one.from, one.text, 'problem')
  const steps = stepsOf(material)
  for (const step of steps) keep(step.from, step.unit.text, 'steps', step.agree)
  const failed = failedOf(material, steps)
  for (const one of failed) keep(one.from, one.text, 'failed')

  const missing = [
    ...(problem.length === 0 ? ['Nobody describes the problem in a whole sentence: describe it.'] : []),
    ...(steps.length === 0 ? ['No answer or staff reply was found: write the steps.'] : []),
  ] // prettier-ignore
  return {
    title: material.title,
    aliases: material.aliases,
    tags: material.tags,
    body: bodyOf(problem, steps, failed),
    sources,
    missing,
  }
}

interface Said {
  readonly text: string
  readonly from: DraftText
}

/** The sentences nearest to what all askers say, told apart from each other. */
function problemOf({ questions, title }: DraftMaterial): readonly Said[] {
  const said: Said[] = questions.slice(0, MOST_QUESTIONS).flatMap((from) =>
    unitsOf(from.text)
      .filter((unit) => unit.kind === 'sentence' && isProblem(unit.text))
      .slice(0, 8)
      .map((unit) => ({ text: unit.text, from })),
  )
  const bags = bagsOf([title, ...said.map((one) => one.text)])
  const [titleBag, ...rest] = bags
  if (!titleBag) return []
  const central = rest.map((bag, at) => {
    const others = rest.reduce((sum, other, j) => sum + (j === at ? 0 : likeness(bag, other)), 0)
    return others / Math.max(1, rest.length - 1) + likeness(bag, titleBag)
  })
  const chosen: number[] = []
  while (chosen.length < PROBLEM_SENTENCES) {
    let best = -1
    let bestScore = 0.02
    for (const [at, bag] of rest.entries()) {
      if (chosen.includes(at)) continue
      const repeated = Math.max(0, ...chosen.map((j) => likeness(bag, rest[j] ?? bag)))
      const score = repeated > SAME ? 0 : (central[at] ?? 0) * (1 - repeated)
      if (score > bestScore) [best, bestScore] = [at, score]
    }
    if (best < 0) break
    chosen.push(best)
  }
  return chosen.sort((a, b) => a - b).flatMap((at) => said[at] ?? [])
}

/** A sentence that can stand alone at the head of an article. */
function isProblem(sentence: string): boolean {
  const words = sentence.split(/\s+/).length
  const isAsked = /[?？]["')\]]*$/u.test(sentence)
  return words >= 5 && words <= 45 && (isAsked || !isCourtesy(sentence)) && !saysItFailed(sentence)
}

/** The units that go into the steps, in the order of the answer they come from. */
function stepsOf(material: DraftMaterial): readonly Candidate[] {
  const telling = tellingOf(material)
  const answers = material.answers.filter((answer) => isToThePoint(answer, material, telling))
  const best = [...answers].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_ANSWERS)
  const candidates = agreed(best)
  if (candidates.length === 0) return []
  const score = best.map((answer, at) => {
    const own = candidates.filter((one) => one.answer === at)
    const length = Math.min(6, own.reduce((sum, one) => sum + (one.unit.kind === 'sentence' ? 1 : 3), 0)) // prettier-ignore
    const agreement = own.reduce((sum, one) => sum + one.agree - 1, 0)
    return own.length === 0 ? 0 : weightOf(answer) * (1 + length / 6 + Math.min(3, agreement) / 2)
  })
  const base = score.indexOf(Math.max(...score))
  const chosen = candidates.filter((one) => one.answer === base).slice(0, MOST_STEPS)
  const added = candidates
    .filter((one) => one.answer !== base && (one.agree >= 2 || one.from.isAccepted))
    .filter((one) => wordsIn(one.unit.words).some((word) => telling.has(word)))
    .sort((a, b) => b.agree * weightOf(b.from) - a.agree * weightOf(a.from))
  let more = 0
  for (const one of added) {
    if (more >= MOST_ADDED || chosen.length >= MOST_STEPS) break
    if (chosen.some((kept) => likeness(kept.bag, one.bag) > 0.4)) continue
    chosen.push(one)
    more++
  }
  return chosen
}

/** What speaks for an answer: it was accepted, staff gave it, others found it helpful, it is to the point. */
function weightOf(answer: DraftAnswer): number {
  const said =
    1 + (answer.isAccepted ? 2 : 0) + (answer.isStaff ? 1 : 0) + Math.log2(1 + answer.helpfulCount)
  return said * answer.nearness
}

/** What strayed into a topic answers something else: two of the topic's words must be in it or its question. */
function isToThePoint(
  answer: Pick<DraftAnswer, 'text' | 'question'>,
  { words }: DraftMaterial,
  telling: ReadonlySet<string>,
): boolean {
  if (words.length === 0) return true
  const said = new Set(wordsIn(`${answer.question} ${answer.text}`))
  return [...telling].filter((word) => said.has(word)).length >= Math.min(2, telling.size)
}

/** The words by which a sentence belongs to what is asked. */
function tellingOf({ title, aliases, words }: DraftMaterial): ReadonlySet<string> {
  const given = words.length > 0 ? words : [title, ...aliases]
  return new Set(given.flatMap(wordsIn).filter((word) => word.length > 2))
}

/** Every unit of the answers that helps, with how many different people say the same. */
function agreed(answers: readonly DraftAnswer[]): readonly Candidate[] {
  const parts = answers.flatMap((from, answer) =>
    unitsOf(from.text)
      .filter((unit) => unit.kind !== 'sentence' || isHelp(unit))
      .map((unit) =>
        unit.kind === 'sentence' ? { ...unit, text: withoutGreeting(unit.text) } : unit,
      )
      .map((unit) => ({ unit, from, answer })),
  )
  const bags = bagsOf(parts.map(({ unit }) => unit.words))
  return parts.map((part, at) => {
    const bag = bags[at] ?? new Map<string, number>()
    const voices = new Set<string>([voiceOf(part.from, part.answer)])
    for (const [other, otherBag] of bags.entries()) {
      const there = parts[other]
      if (!there || there.answer === part.answer) continue
      if (likeness(bag, otherBag) >= SAME) voices.add(voiceOf(there.from, there.answer))
    }
    return { ...part, bag, agree: voices.size }
  })
}

const voiceOf = (from: DraftAnswer, answer: number): string =>
  from.memberId === null ? `answer ${answer}` : `member ${from.memberId}`

function isHelp({ text, words }: Unit): boolean {
  const count = words.split(' ').length
  return count >= 3 && text.length <= 600 && !isCourtesy(text)
}

/** What askers say they did in vain; not what the steps say themselves. */
function failedOf(material: DraftMaterial, steps: readonly Candidate[]): readonly Said[] {
  const { questions, echoes } = material
  const telling = tellingOf(material)
  // A thread that strayed into the topic tried other things.
  const near = (from: DraftText): boolean => {
    if (from.threadId === null) return true
    const question = questions.find((one) => one.threadId === from.threadId)
    if (!question) return true
    return isToThePoint({ text: from.text, question: question.text }, material, telling)
  }
  const texts = [...questions.slice(0, MOST_QUESTIONS), ...echoes.slice(0, MOST_QUESTIONS)]
  const said = texts.filter(near).flatMap((from) =>
    unitsOf(from.text)
      .filter((unit) => unit.kind === 'sentence' && saysItFailed(unit.text))
      .map((unit) => ({ text: unit.text, from })),
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
  problem: readonly Said[],
  steps: readonly Candidate[],
  failed: readonly Said[],
): string {
  const parts: string[] = []
  if (problem.length > 0) parts.push('## What happens', ...problem.map((one) => one.text))
  if (steps.length > 0) parts.push('## What to do', ...paragraphs(steps))
  if (failed.length > 0)
    parts.push('## What did not work', failed.map((one) => `- ${one.text}`).join('\n'))
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
