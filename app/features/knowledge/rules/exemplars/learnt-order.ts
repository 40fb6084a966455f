import { FEATURES, type FeatureName } from './exemplar.ts'

/** What an editor made of an exemplar: 1 it became an article nearly as it was, 0 it was dropped, between: rewritten. */
export interface Verdict {
  readonly features: Readonly<Record<string, number>>
  readonly worth: number
}

/** A plain logistic model: a weight for each feature. */
export interface LearntOrder {
  readonly bias: number
  readonly weights: Readonly<Record<string, number>>
  /** Verdicts that it was learnt from. */
  readonly verdicts: number
}

/** So many verdicts, and so many of the rarer kind, before the order follows them. */
export const ENOUGH = 30
export const ENOUGH_OF_EACH = 8
/** How strongly weights are held near zero (ridge, le Cessie and van Houwelingen 1992). */
const RIDGE = 2
const ROUNDS = 400
const STEP = 0.5

/** Whether there are enough verdicts of both kinds to learn from. */
export function isEnough(verdicts: readonly Pick<Verdict, 'worth'>[]): boolean {
  const good = verdicts.filter(({ worth }) => worth >= 0.5).length
  return verdicts.length >= ENOUGH && Math.min(good, verdicts.length - good) >= ENOUGH_OF_EACH
}

/** Learns from verdicts by gradient descent; the same verdicts give the same weights. */
export function learnOrder(verdicts: readonly Verdict[]): LearntOrder {
  const weights = new Map<FeatureName, number>(FEATURES.map((name) => [name, 0]))
  let bias = 0
  const count = Math.max(1, verdicts.length)
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Map<FeatureName, number>()
    let biasSlope = 0
    for (const { features, worth } of verdicts) {
      const error = likely(features, bias, weights) - worth
      biasSlope += error
      for (const name of FEATURES) slope.set(name, (slope.get(name) ?? 0) + error * (features[name] ?? 0))
    }
    bias -= (STEP * biasSlope) / count
    for (const name of FEATURES) {
      const weight = weights.get(name) ?? 0
      weights.set(name, weight - (STEP * ((slope.get(name) ?? 0) + RIDGE * weight)) / count)
    }
  }
  return { bias, weights: Object.fromEntries(weights), verdicts: verdicts.length }
}

/** How likely an editor is to take an exemplar, 0 to 1. */
export function likelyTaken(features: Readonly<Record<string, number>>, { bias, weights }: LearntOrder): number {
  return likely(features, bias, new Map(FEATURES.map((name) => [name, weights[name] ?? 0])))
}

function likely(
  features: Readonly<Record<string, number>>,
  bias: number,
  weights: ReadonlyMap<FeatureName, number>,
): number {
  let sum = bias
  for (const name of FEATURES) sum += (weights.get(name) ?? 0) * (features[name] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
