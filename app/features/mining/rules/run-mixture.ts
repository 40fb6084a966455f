import type { Bags } from './bags.ts'
import {
  beginMixture,
  IMPOSSIBLE,
  learnPrior,
  move,
  narrowed,
  ownScore,
  SPARE,
  updateLogs,
  type Mixture,
} from './mixture.ts'
import { PAIR_SHARE } from './pairs.ts'
import { countUp, shuffle, type Random } from './random.ts'
import { renumber } from './renumber.ts'
import { wordWeights } from './word-weights.ts'
import type { Workspace } from './workspace.ts'

/** How a run goes. */
export interface MixtureOptions {
  /** Mass of the prior as a share of the corpus. Smaller is finer. */
  readonly level: number
  /** Clusters to start from: well above what survives. */
  readonly clusters: number
  readonly firstSweeps: number
  readonly secondSweeps: number
}

/** Sweeps at the end of each half that take the likeliest cluster instead of drawing one. */
const GREEDY = 2
/** Sweeps after which most clusters that will be empty are. */
const SETTLED = 2

/**
 * One run of a Dirichlet-multinomial mixture (after J. Yin and J. Wang, "A Dirichlet multinomial
 * mixture model-based approach for short text clustering", KDD 2014): collapsed Gibbs sweeps under a prior
 * that each word has of its own (fixed-point step of T. Minka, "Estimating a Dirichlet distribution", 2000),
 * weights for the words from what they tell about the clusters, then sweeps with these weights. Yields
 * after each sweep; returns the cluster of each text.
 */
export function* runMixture(
  bags: Bags,
  space: Workspace,
  options: MixtureOptions,
  random: Random,
): Generator<void, Int32Array> {
  const { level, clusters } = options
  const start = bags.starts.subarray(0, bags.count).map(() => Math.floor(random() * clusters))
  const equal = new Float64Array(bags.wordCount).fill(1)
  const halfWay = options.firstSweeps / 2
  const first = beginMixture(bags, space, start, clusters, equal, level)
  const begun = yield* sweeps(first, options.firstSweeps, halfWay, random)
  const grouped = renumber(begun.assignment)
  const weights = wordWeights(bags, grouped.assignment, grouped.count)
  const offered = grouped.count + SPARE
  const second = beginMixture(bags, space, grouped.assignment, offered, weights, level)
  const last = yield* sweeps(second, options.secondSweeps, 1, random)
  return renumber(last.assignment).assignment
}

/**
 * Sweeps on from a grouping that is nearly right, with weights learnt from it. Words from `pairsFrom` on are
 * pairs, which count less.
 */
export function* refineMixture(
  bags: Bags,
  space: Workspace,
  from: { readonly assignment: Int32Array; readonly count: number },
  options: { readonly level: number; readonly sweeps: number; readonly pairsFrom: number },
  random: Random,
): Generator<void, Int32Array> {
  const weighed = wordWeights(bags, from.assignment, from.count)
  const weights = weighed.map((weight, w) => (w < options.pairsFrom ? weight : PAIR_SHARE * weight))
  const start = from.assignment.slice()
  const begun = beginMixture(bags, space, start, from.count + SPARE, weights, options.level)
  const last = yield* sweeps(begun, options.sweeps, 1, random)
  return renumber(last.assignment).assignment
}

/** So many sweeps; the prior is learnt after each beyond `settling`. */
function* sweeps(begun: Mixture, count: number, settling: number, random: Random): Generator<void, Mixture> {
  let mixture = begun
  for (let sweep = 1; sweep <= count; sweep++) {
    if (sweep > SETTLED) mixture = narrowed(mixture)
    sweepOnce(mixture, random, sweep > count - GREEDY)
    if (sweep > settling) learnPrior(mixture)
    yield
  }
  return mixture
}

/** Takes out and puts back each text once, in an order of chance. */
function sweepOnce(mixture: Mixture, random: Random, isGreedy: boolean): void {
  const { bags, space, width, clusters, assignment, buckets, lengths } = mixture
  space.logSizes.fill(IMPOSSIBLE, 0, width)
  for (let k = 0; k < clusters; k++) updateLogs(mixture, k)
  const order = shuffle(countUp(bags.count), random)
  for (let o = 0; o < order.length; o++) {
    const i = order[o] ?? 0
    const from = bags.starts[i] ?? 0
    const to = bags.starts[i + 1] ?? 0
    const old = assignment[i] ?? -1
    if (old < 0) continue
    const own = ownScore(mixture, i, old)
    const sum = space.score(from, to, buckets[i] ?? 0, lengths[i] ?? 0, old, own)
    const next = isGreedy ? likeliest(space.chances, clusters) : draw(space.chances, sum, clusters, random)
    if (next !== old) move(mixture, i, old, next)
  }
}

/** Draws a cluster by its chance. */
function draw(chances: Float32Array, sum: number, clusters: number, random: Random): number {
  let left = random() * sum
  for (let k = 0; k < clusters; k++) {
    left -= chances[k] ?? 0
    if (left < 0) return k
  }
  return likeliest(chances, clusters)
}

function likeliest(chances: Float32Array, clusters: number): number {
  let best = 0
  for (let k = 1; k < clusters; k++) if ((chances[k] ?? 0) > (chances[best] ?? 0)) best = k
  return best
}
