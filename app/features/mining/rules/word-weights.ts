import type { Bags } from './bags.ts'
import { chanceDivergence } from './chance.ts'

/** Information beyond chance from which on a word counts in full, in nats. */
const FULL = 1.75
/**
 * In few texts hardly a word can tell so much. What the best words tell at least is then enough, which make up
 * this share of all that stand in the texts.
 */
const BEST = 0.05
/** However little the best tell, nothing below counts in full. */
const LEAST_FULL = 0.5
const POWER = 0.7
/** No word weighs nothing at all. */
const LEAST = 1e-3

/** What each word tells about the clusters: weights from nearly 0 to 1. */
export function wordWeights(bags: Bags, assignment: Int32Array, clusters: number): Float64Array {
  const gains = informationOf(bags, assignment, clusters)
  const enough = Math.max(LEAST_FULL, Math.min(FULL, gainOfBest(bags, gains)))
  return gains.map((gain) => Math.max(LEAST, Math.min(1, gain / enough) ** POWER))
}

/** What the words that tell most, and make up a share of all that stand in texts, tell at least. */
function gainOfBest(bags: Bags, gains: Float64Array): number {
  const order = [...gains.keys()].sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0))
  let left = BEST * bags.words.length
  for (const w of order) {
    left -= bags.frequency[w] ?? 0
    if (left <= 0) return gains[w] ?? 0
  }
  return FULL
}

/**
 * How far the clusters of the texts with a word differ from those of all texts: Kullback-Leibler divergence
 * in nats, less what as many texts drawn by chance would give. A word of two texts seems to tell all
 * wherever these stand together, and clusters are made so that they do.
 */
export function informationOf(bags: Bags, assignment: Int32Array, clusters: number): Float64Array {
  const { count, starts, words, wordCount } = bags
  const frequency = new Float64Array(wordCount)
  let texts = 0
  const counts = new Float32Array(wordCount * clusters)
  const sizes = new Float64Array(clusters)
  for (let i = 0; i < count; i++) {
    const k = assignment[i] ?? -1
    if (k < 0) continue
    sizes[k] = (sizes[k] ?? 0) + 1
    texts++
    const end = starts[i + 1] ?? 0
    for (let at = starts[i] ?? 0; at < end; at++) {
      const w = words[at] ?? 0
      const cell = w * clusters + k
      frequency[w] = (frequency[w] ?? 0) + 1
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  const shares = sizes.map((size) => size / texts)
  const byChance = new Map<number, number>()
  return frequency.map((total, w) => {
    if (total === 0) return 0
    let gain = 0
    for (let k = 0; k < clusters; k++) {
      const n = counts[w * clusters + k] ?? 0
      if (n > 0) gain += (n / total) * Math.log((n * texts) / (total * (sizes[k] ?? 0)))
    }
    const chance = byChance.get(total) ?? chanceDivergence(shares, total)
    byChance.set(total, chance)
    return Math.max(0, gain - chance)
  })
}
