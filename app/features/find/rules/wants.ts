import { gramsOf } from './grams.ts'
import { pairOf } from './pairs.ts'
import type { QueryWord } from './query-words.ts'

/** What a query wants of a document: stems, pairs of neighbours, and grams, each with what it is worth. */
export interface Wants {
  readonly words: ReadonlyMap<number, number>
  readonly pairs: ReadonlyMap<number, number>
  readonly grams: ReadonlyMap<string, number>
  /** What a document's text counts beside its title. */
  readonly textWeight: number
}

/** What the collection knows about them. */
export interface Rarities {
  stemOf(form: string): number
  word(stem: number): number
  pair(pair: number): number
  gram(gram: string): number
}

/** Beside words, which count 1 in all. */
const PAIRS = 0.3
const GRAMS = 0.5
/** A few words name a title, many describe: what texts count for a very long query, and half of it for how many words. */
const TEXT = 0.7
const SOME_WORDS = 10

/**
 * Weighs what is wanted: rare counts more, what stands in title and text of the query counts twice, and repeats
 * within one of them don't. Words, pairs and grams count 1, .3 and .5 in all, however long the query.
 */
export function weigh(parts: readonly (readonly QueryWord[])[], rarities: Rarities): Wants {
  const words = new Map<number, number>()
  const pairs = new Map<number, number>()
  const grams = new Map<string, number>()
  let unknown = 0
  const stemOf = (form: string): number => {
    const stem = rarities.stemOf(form)
    return stem >= 0 ? stem : --unknown
  }
  for (const part of parts) {
    const read = part.map(({ readings }) => readings.map(({ form, weight }) => ({ form, weight, stem: stemOf(form) })))
    add(
      words,
      read.flat().map(({ stem, weight }) => [stem, weight]),
    )
    add(
      grams,
      read.flatMap(([best]) => (best ? gramsOf(best.form) : [])).map((gram) => [gram, 1]),
    )
    const best = read.flatMap(([first]) => first?.stem ?? [])
    add(
      pairs,
      best.slice(1).map((stem, i) => {
        const before = best[i] ?? -1
        return [stem < 0 || before < 0 ? --unknown : pairOf(before, stem), 1]
      }),
    )
  }
  return {
    words: shares(words, 1, (stem) => rarities.word(stem)),
    pairs: shares(pairs, PAIRS, (pair) => rarities.pair(pair)),
    grams: shares(grams, GRAMS, (gram) => rarities.gram(gram)),
    textWeight: (TEXT * words.size) / (words.size + SOME_WORDS),
  }
}

/** Adds one part's weights: of repeats the greatest. */
function add<Key>(all: Map<Key, number>, part: readonly (readonly [Key, number])[]): void {
  const greatest = new Map<Key, number>()
  for (const [key, weight] of part) greatest.set(key, Math.max(weight, greatest.get(key) ?? 0))
  for (const [key, weight] of greatest) all.set(key, weight + (all.get(key) ?? 0))
}

function shares<Key>(
  wanted: ReadonlyMap<Key, number>,
  whole: number,
  rarityOf: (key: Key) => number,
): ReadonlyMap<Key, number> {
  const worths = [...wanted].map(([key, weight]) => [key, weight * rarityOf(key)] as const)
  const sum = worths.reduce((all, [, worth]) => all + worth, 0)
  return new Map(worths.map(([key, worth]) => [key, sum > 0 ? (whole * worth) / sum : 0]))
}
