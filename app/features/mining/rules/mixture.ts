import type { Bags } from './bags.ts'
import { bucketOf, halfLengthOf } from './lengths.ts'
import { renumber } from './renumber.ts'
import { digamma, digammaRise } from './special.ts'
import type { Workspace } from './workspace.ts'

/** Strength of the belief that a word's prior follows its share in the corpus, in clusters. */
const BELIEF = 10
/** Empty clusters offered beside those that survived the first half. */
export const SPARE = 8
/** The score of what is no cluster. */
export const IMPOSSIBLE = -1e30
/** Rounds in which the prior of a fixed grouping comes to rest. */
const SETTLING = 5
/** What a cluster without texts weighs when one is placed, in texts. */
const EMPTY_SIZE = 3

/** A mixture at one moment of a run. `counts` is by word, then cluster; so is the table of logarithms. */
export interface Mixture {
  readonly bags: Bags
  readonly space: Workspace
  readonly clusters: number
  readonly width: number
  readonly assignment: Int32Array
  readonly counts: Float32Array
  readonly weights: Float64Array
  /** Each word's share of the corpus, and its prior mass, both before weighting. */
  readonly shares: Float64Array
  readonly prior: Float64Array
  readonly level: number
  readonly baseMass: number
  priorMass: number
  /** Texts, and weighted words, in each cluster. */
  readonly sizes: Float64Array
  readonly mass: Float64Array
  /** Weighted words of each text. */
  readonly lengths: Float32Array
  readonly buckets: Uint8Array
  readonly bucketsUsed: readonly number[]
}

/** Each word's prior mass as a given grouping suggests it. */
export function learntPrior(
  bags: Bags,
  space: Workspace,
  assignment: Int32Array,
  count: number,
  weights: Float64Array,
  level: number,
): Float64Array {
  const mixture = beginMixture(bags, space, assignment, count, weights, level)
  for (let round = 0; round < SETTLING; round++) learnPrior(mixture)
  return mixture.prior
}

/** The same mixture without most of its empty clusters, where that makes rows shorter. */
export function narrowed(mixture: Mixture): Mixture {
  const { bags, space, width, weights, prior, level } = mixture
  const { assignment, count } = renumber(mixture.assignment)
  if (space.widthOf(count + SPARE) >= width) return mixture
  return beginMixture(bags, space, assignment, count + SPARE, weights, level, prior)
}

/** A mixture from a grouping, with the prior of the level or one learnt before; fills its tables. */
export function beginMixture(
  bags: Bags,
  space: Workspace,
  assignment: Int32Array,
  clusters: number,
  weights: Float64Array,
  level: number,
  learnt?: Float64Array,
): Mixture {
  const { count, wordCount, starts, words } = bags
  const frequency = new Float64Array(wordCount)
  const width = space.reserve(clusters)
  const counts = new Float32Array(wordCount * width)
  const sizes = new Float64Array(width)
  const mass = new Float64Array(width)
  const lengths = new Float32Array(count)
  const buckets = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const k = assignment[i] ?? -1
    const end = starts[i + 1] ?? 0
    let length = 0
    for (let at = starts[i] ?? 0; at < end; at++) {
      const w = words[at] ?? 0
      length += weights[w] ?? 0
      if (k < 0) continue
      counts[w * width + k] = (counts[w * width + k] ?? 0) + 1
      frequency[w] = (frequency[w] ?? 0) + 1
    }
    lengths[i] = length
    buckets[i] = bucketOf(length)
    if (k < 0) continue
    sizes[k] = (sizes[k] ?? 0) + 1
    mass[k] = (mass[k] ?? 0) + length
  }
  let total = 0
  for (let w = 0; w < wordCount; w++) total += (weights[w] ?? 0) * (frequency[w] ?? 0)
  // A word that no text learnt from holds still needs some prior mass.
  const shares = frequency.map((texts) => Math.max(texts, 0.5) / total)
  const baseMass = level * total
  const mixture: Mixture = {
    ...{ bags, space, clusters, width, assignment, counts, weights, shares, level, baseMass },
    prior: learnt ?? shares.map((share) => share * baseMass),
    priorMass: baseMass,
    ...{ sizes, mass, lengths, buckets, bucketsUsed: [...new Set(buckets)] },
  }
  fillTable(mixture)
  return mixture
}

/** Each word's prior mass from how unevenly the clusters use it, leaning towards its share of the corpus. */
export function learnPrior(mixture: Mixture): void {
  const { bags, width, clusters, counts, prior, mass, shares, priorMass, baseMass } = mixture
  let below = BELIEF
  for (let k = 0; k < clusters; k++) {
    const inside = mass[k] ?? 0
    if (inside > 0) below += digamma(inside + priorMass) - digamma(priorMass)
  }
  for (let w = 0; w < bags.wordCount; w++) {
    const a = prior[w] ?? 0
    let rise = 0
    for (let at = w * width; at < w * width + clusters; at++) {
      const n = counts[at] ?? 0
      if (n > 0) rise += digammaRise(n, a)
    }
    prior[w] = (a * rise + BELIEF * baseMass * (shares[w] ?? 0)) / below
  }
  fillTable(mixture)
}

function fillTable(mixture: Mixture): void {
  const { bags, width, counts, space, weights, prior } = mixture
  const { table } = space
  let priorMass = 0
  for (let w = 0; w < bags.wordCount; w++) {
    const a = prior[w] ?? 0
    const weight = weights[w] ?? 0
    priorMass += a * weight
    const end = (w + 1) * width
    table.fill(weight * Math.log(a), w * width, end)
    for (let at = w * width; at < end; at++) {
      const n = counts[at] ?? 0
      if (n > 0) table[at] = weight * Math.log(n + a)
    }
  }
  mixture.priorMass = priorMass
}

/** The logarithms of a cluster's size and mass, after these changed. */
export function updateLogs(mixture: Mixture, k: number): void {
  const { space, width, sizes, mass, priorMass } = mixture
  space.logSizes[k] = Math.log((sizes[k] ?? 0) + EMPTY_SIZE)
  const inside = (mass[k] ?? 0) + priorMass
  for (const bucket of mixture.bucketsUsed) space.logMass[bucket * width + k] = Math.log(inside + halfLengthOf(bucket))
}

/** The score of a text's own cluster as if the text were not in it. */
export function ownScore(mixture: Mixture, i: number, k: number): number {
  const { bags, width, counts, weights, prior, sizes, mass } = mixture
  const { words } = bags
  const length = mixture.lengths[i] ?? 0
  const inside = (mass[k] ?? 0) - length + mixture.priorMass
  const half = halfLengthOf(mixture.buckets[i] ?? 0)
  let score = Math.log((sizes[k] ?? 0) - 1 + EMPTY_SIZE) - length * Math.log(inside + half)
  const to = bags.starts[i + 1] ?? 0
  for (let at = bags.starts[i] ?? 0; at < to; at++) {
    const w = words[at] ?? 0
    score += (weights[w] ?? 0) * Math.log((counts[w * width + k] ?? 0) - 1 + (prior[w] ?? 0))
  }
  return score
}

/** Takes a text out of one cluster and puts it into another. */
export function move(mixture: Mixture, i: number, old: number, next: number): void {
  const { bags, space, width, assignment, counts, weights, prior, sizes, mass } = mixture
  const { table } = space
  const length = mixture.lengths[i] ?? 0
  assignment[i] = next
  sizes[old] = (sizes[old] ?? 0) - 1
  sizes[next] = (sizes[next] ?? 0) + 1
  mass[old] = Math.max(0, (mass[old] ?? 0) - length)
  mass[next] = (mass[next] ?? 0) + length
  const to = bags.starts[i + 1] ?? 0
  for (let at = bags.starts[i] ?? 0; at < to; at++) {
    const w = bags.words[at] ?? 0
    const row = w * width
    const weight = weights[w] ?? 0
    const a = prior[w] ?? 0
    const less = (counts[row + old] ?? 0) - 1
    const more = (counts[row + next] ?? 0) + 1
    counts[row + old] = less
    counts[row + next] = more
    table[row + old] = weight * Math.log(less + a)
    table[row + next] = weight * Math.log(more + a)
  }
  updateLogs(mixture, old)
  updateLogs(mixture, next)
}
