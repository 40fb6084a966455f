import type { Bags } from './bags.ts'

/** How many of a text's most telling words are paired. */
const TELLING = 5
/** A pair of words that stand together in fewer texts is chance. */
const LEAST_TEXTS = 10
/** What a pair counts beside a word that tells as much: both its words count already. */
export const PAIR_SHARE = 0.5

/**
 * The same texts with pairs of their most telling words as further words, in whatever order and distance: what is
 * done and to what (after the biterms of X. Yan and others, "A biterm topic model for short texts", 2013).
 * Pairs are numbered from `bags.wordCount` on.
 */
export function withPairs(bags: Bags, weights: Float64Array): Bags {
  const worth = weights.map((weight, w) => {
    const texts = bags.frequency[w] ?? 0
    // Among words that count in full the frequent ones have pairs.
    return texts < LEAST_TEXTS ? 0 : weight + (weight >= 1 ? texts / bags.count : 0)
  })
  const pairsOf = Array.from({ length: bags.count }, (_, i) => pairsIn(bags, i, worth))
  const texts = new Map<number, number>()
  for (const pairs of pairsOf) for (const pair of pairs) texts.set(pair, (texts.get(pair) ?? 0) + 1)
  const numbers = new Map<number, number>()
  for (const [pair, count] of texts) if (count >= LEAST_TEXTS) numbers.set(pair, bags.wordCount + numbers.size)
  return joined(bags, pairsOf, numbers)
}

/** A text's pairs, each as smaller × word count + greater. */
function pairsIn(bags: Bags, text: number, worth: Float64Array): readonly number[] {
  const words = bags.words.subarray(bags.starts[text], bags.starts[text + 1])
  const telling = [...words].filter((w) => (worth[w] ?? 0) > 0)
  telling.sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0))
  const best = telling.slice(0, TELLING)
  return best.flatMap((a, i) => best.slice(i + 1).map((b) => Math.min(a, b) * bags.wordCount + Math.max(a, b)))
}

function joined(bags: Bags, pairsOf: readonly (readonly number[])[], numbers: ReadonlyMap<number, number>): Bags {
  const wordCount = bags.wordCount + numbers.size
  const frequency = new Float64Array(wordCount)
  frequency.set(bags.frequency)
  const starts = new Int32Array(bags.count + 1)
  const words: number[] = []
  pairsOf.forEach((pairs, i) => {
    words.push(...bags.words.subarray(bags.starts[i], bags.starts[i + 1]))
    for (const pair of pairs) {
      const number = numbers.get(pair)
      if (number === undefined) continue
      words.push(number)
      frequency[number] = (frequency[number] ?? 0) + 1
    }
    starts[i + 1] = words.length
  })
  return { count: bags.count, wordCount, starts, words: Int32Array.from(words), frequency }
}
