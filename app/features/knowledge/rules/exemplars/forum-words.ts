import { wordsIn } from '#app/text/likeness.ts'
import { sentencesIn } from './pieces.ts'

/** An answered question as the forum's words are learnt from it. */
export interface AnsweredQuestion {
  readonly title: string
  readonly opening: string
  /** Every answer of it; the accepted one first. */
  readonly answers: readonly string[]
  readonly isSolved: boolean
}

/** What is known of the words of a place: how common they are, what is said everywhere, which go together. */
export interface ForumWords {
  /** Questions that it was learnt from. */
  readonly questions: number
  /** In how many questions a word stands; only words of two questions and more. */
  readonly frequency: Readonly<Record<string, number>>
  /** Sentences that were said in many unrelated questions, by their key: the words that these questions share. */
  readonly stock: Readonly<Record<string, readonly string[]>>
  /** For a word of a question, words of accepted answers that stand beside it more often than by chance, 0 to 1. */
  readonly pairs: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Words that most people write with a capital in the middle of a sentence, by their small letters. */
  readonly names: Readonly<Record<string, string>>
}

export const NO_WORDS: ForumWords = { questions: 0, frequency: {}, stock: {}, pairs: {}, names: {} }

/** Letters of an opening that are read: what is asked stands at its beginning. */
const OPENING = 600
/** A stock sentence was said in so many questions. */
const STOCK = 6
const LEAST_SENTENCE = 40
/** A word is shared by the questions of a stock sentence that stands in this share of them, so many times its own. */
const SHARED = 0.4
const TIMES = 4
/** Answers and titles that a pair of words must stand in together. */
const LEAST_TOGETHER = 4
const MOST_PAIRS = 16
/** Title words and answer words that are learnt of. */
const MOST_PAIRED = 3000
const LEAST_FREQUENCY = 5

/** What the rules look a sentence up by: its words without small differences, hashed (FNV-1a, 53 bits). */
export function sentenceKey(sentence: string): string {
  const text = wordsIn(sentence).join(' ')
  let [low, high] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    low = Math.imul(low ^ code, 2654435761)
    high = Math.imul(high ^ code, 1597334677)
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36)
}

/**
 * Learns the words of a place from its answered questions. The association of words of titles with words of accepted
 * answers is positive pointwise mutual information (Church and Hanks 1990), discounted where a pair is rare.
 */
export function learnWords(all: readonly AnsweredQuestion[]): ForumWords {
  const asked = all.map(({ title, opening }) => new Set(wordsIn(`${title} ${opening.slice(0, OPENING)}`)))
  const frequency = countOf(asked)
  return {
    questions: all.length,
    frequency: Object.fromEntries([...frequency].filter(([, count]) => count >= 2)),
    stock: stockOf(all, asked, frequency),
    pairs: pairsOf(all),
    names: namesOf(all),
  }
}

/** A name is written so often, and so large a share of it with a capital. */
const NAMED = 25
const MOSTLY = 0.85

function namesOf(all: readonly AnsweredQuestion[]): ForumWords['names'] {
  const [small, large] = [new Map<string, number>(), new Map<string, number>()]
  for (const { answers } of all) {
    for (const [word] of (answers[0] ?? '').matchAll(/(?<=\p{Ll},? )\p{L}\p{Ll}{2,}(?= \p{Ll})/gu)) {
      const counts = /^\p{Lu}/u.test(word) ? large : small
      counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1)
    }
  }
  return Object.fromEntries(
    [...large]
      .filter(([word, count]) => count >= NAMED && count >= MOSTLY * (count + (small.get(word) ?? 0)))
      .map(([word]) => [word, word.charAt(0).toUpperCase() + word.slice(1)]),
  )
}

/** In how many of these each word stands. */
function countOf(texts: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function stockOf(
  all: readonly AnsweredQuestion[],
  asked: readonly ReadonlySet<string>[],
  frequency: ReadonlyMap<string, number>,
): ForumWords['stock'] {
  const places = new Map<string, Set<number>>()
  for (const [at, { answers }] of all.entries()) {
    for (const answer of answers) {
      for (const line of answer.split('\n')) {
        for (const sentence of sentencesIn(line.trim())) {
          if (sentence.length < LEAST_SENTENCE) continue
          const key = sentenceKey(sentence)
          const said = places.get(key)
          if (said) said.add(at)
          else places.set(key, new Set([at]))
        }
      }
    }
  }
  const stock: Record<string, readonly string[]> = {}
  for (const [key, said] of places) {
    if (said.size < STOCK) continue
    const counts = countOf([...said].map((at) => asked[at] ?? new Set<string>()))
    stock[key] = [...counts]
      .filter(([word, count]) => {
        const share = count / said.size
        return share >= SHARED && share >= (TIMES * (frequency.get(word) ?? 1)) / all.length
      })
      .map(([word]) => word)
  }
  return stock
}

function pairsOf(all: readonly AnsweredQuestion[]): ForumWords['pairs'] {
  const solved = all.filter(({ isSolved, answers }) => isSolved && answers.length > 0)
  const titles = solved.map(({ title }) => new Set(wordsIn(title)))
  const texts = solved.map(({ answers }) => new Set(wordsIn(answers[0] ?? '')))
  const [inTitles, inTexts] = [countOf(titles), countOf(texts)]
  const number = numbersOf(inTexts, solved.length)
  const paired = numbersOf(inTitles, solved.length)
  const together = new Map<number, number>()
  for (const [at, title] of titles.entries()) {
    const told = [...(texts[at] ?? [])].flatMap((word) => number.get(word) ?? [])
    for (const word of title) {
      const row = paired.get(word)
      if (row === undefined) continue
      for (const other of told) {
        const key = row * MOST_PAIRED + other
        together.set(key, (together.get(key) ?? 0) + 1)
      }
    }
  }
  const [rows, columns] = [[...paired.keys()], [...number.keys()]]
  const pairs: Record<string, [string, number][]> = {}
  for (const [key, count] of together) {
    if (count < LEAST_TOGETHER) continue
    const one = rows[Math.floor(key / MOST_PAIRED)] ?? ''
    const other = columns[key % MOST_PAIRED] ?? ''
    if (one === other) continue
    const chance = ((inTitles.get(one) ?? 1) * (inTexts.get(other) ?? 1)) / solved.length
    const strength = Math.log(count / chance) * (count / (count + LEAST_TOGETHER))
    if (strength > 0.4) (pairs[one] ??= []).push([other, Math.round(100 * Math.min(1, strength / 2.5)) / 100])
  }
  return Object.fromEntries(
    Object.entries(pairs).map(([word, found]) => [
      word,
      Object.fromEntries(found.sort((a, b) => b[1] - a[1]).slice(0, MOST_PAIRS)),
    ]),
  )
}

/** The commonest words with a number each; not those that stand in every fourth text. */
function numbersOf(counts: ReadonlyMap<string, number>, texts: number): Map<string, number> {
  const kept = [...counts]
    .filter(([, count]) => count >= LEAST_FREQUENCY && count <= 0.25 * texts)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_PAIRED)
  return new Map(kept.map(([word], at) => [word, at]))
}

/** How much a word tells: the logarithm of how rare it is among the questions (Spärck Jones 1972). */
export function tells(word: string, { questions, frequency }: ForumWords): number {
  return Math.log(1 + Math.max(questions, 1) / (frequency[word] ?? 1))
}

/** Whether a sentence is said everywhere, and not because of what is asked here. */
export function isStock(sentence: string, asked: ReadonlySet<string>, words: ForumWords): boolean {
  if (sentence.length < LEAST_SENTENCE) return false
  const shared = words.stock[sentenceKey(sentence)]
  return shared !== undefined && !shared.some((word) => asked.has(word))
}

/** The share of an answer's longer sentences that are stock, 0 to 1. */
export function stockShare(sentences: readonly string[], asked: ReadonlySet<string>, words: ForumWords): number {
  const long = sentences.filter(({ length }) => length >= LEAST_SENTENCE)
  return long.length === 0 ? 0 : long.filter((sentence) => isStock(sentence, asked, words)).length / long.length
}
