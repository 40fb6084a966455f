import type { Documents } from './documents.ts'

/** A title's words count so many times a text's when threads are compared with each other. */
const TITLE = 2
/** The n-th candidate, from 0, speaks for the others with a weight of 1 / (1 + n times this). */
const FALLING = 0.3

/**
 * How alike each of some candidates is to the others, 0 to 1, the first ones counting most: what a search engine
 * found for one question and says the same is likelier what was asked than what stands alone (the cluster
 * hypothesis: F. Diaz, "Regularizing ad hoc retrieval scores", 2005). Threads as vectors of words, by cosine; since
 * that is linear, comparing with the sum of all costs no more than reading each once. `threads`: in the given order.
 */
export function mutualLikeness(
  threads: readonly number[],
  documents: Documents,
  rarityOf: (stem: number) => number,
): readonly number[] {
  const vectors = threads.map((thread) => vectorOf(thread, documents, rarityOf))
  const weights = threads.map((_, n) => 1 / (1 + FALLING * n))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const sums = new Map<number, number>()
  vectors.forEach((vector, n) => {
    for (const [stem, x] of vector) sums.set(stem, (sums.get(stem) ?? 0) + x * (weights[n] ?? 0))
  })
  return vectors.map((vector, n) => {
    const own = weights[n] ?? 0
    if (vector.size === 0 || whole === own) return 0
    let likeness = 0
    for (const [stem, x] of vector) likeness += x * (sums.get(stem) ?? 0)
    return Math.max(0, likeness - own) / (whole - own)
  })
}

/** A thread as a vector of length 1: how often it has each word, damped, by how rare the word is. */
function vectorOf(
  thread: number,
  documents: Documents,
  rarityOf: (stem: number) => number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  documents.eachWord(thread, (form, isTitle) => {
    const stem = documents.lexicon.stemOf(form)
    counts.set(stem, (counts.get(stem) ?? 0) + (isTitle ? TITLE : 1))
  })
  let squares = 0
  for (const [stem, count] of counts) {
    const worth = (1 + Math.log(count)) * rarityOf(stem)
    counts.set(stem, worth)
    squares += worth * worth
  }
  if (squares === 0) return new Map()
  for (const [stem, worth] of counts) counts.set(stem, worth / Math.sqrt(squares))
  return counts
}
