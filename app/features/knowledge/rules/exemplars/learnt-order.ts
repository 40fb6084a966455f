import { FEATURES } from './exemplar.ts'

/** What an editor made of an exemplar: 1 it became an article nearly as it was, 0 it was dropped, between: rewritten. */
export interface Verdict {
  readonly features: Readonly<Record<string, number>>
  readonly worth: number
}

/** A plain logistic model: a weight for each feature, and one for the score that the rules give. */
export interface LearntOrder {
  readonly bias: number
  readonly weights: Readonly<Record<string, number>>
  /** Verdicts that it was learnt from. */
  readonly verdicts: number
}

/** So many verdicts, and so many of the rarer kind, before the order follows them. */
export const ENOUGH = 30
const ENOUGH_OF_EACH = 8
/**
 * Under this name the score of the rules stands among the features. Its weight begins at 1 and the others at 0, and they
 * are held there (ridge, le Cessie and van Houwelingen 1992): few verdicts correct the rules' order, they do not replace
 * it.
 */
export const BASE = 'base'
const RIDGE = 8
const NAMES: readonly string[] = [BASE, ...FEATURES]
const ROUNDS = 400
const STEP = 0.4

const priorOf = (name: string): number => (name === BASE ? 1 : 0)

/** The score of the rules as a feature, about -2 to 2. */
export function baseFeature(score: number): number {
  return Math.max(-3, Math.min(3, (score - 4) / 1.5))
}

/** Whether there are enough verdicts of both kinds to learn from. */
export function isEnough(verdicts: readonly Pick<Verdict, 'worth'>[]): boolean {
  const good = verdicts.filter(({ worth }) => worth >= 0.5).length
  return verdicts.length >= ENOUGH && Math.min(good, verdicts.length - good) >= ENOUGH_OF_EACH
}

/** Learns from verdicts by gradient descent; the same verdicts give the same weights. */
export function learnOrder(verdicts: readonly Verdict[]): LearntOrder {
  const weights = new Map(NAMES.map((name) => [name, priorOf(name)]))
  let bias = 0
  const count = Math.max(1, verdicts.length)
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Map<string, number>()
    let biasSlope = 0
    for (const { features, worth } of verdicts) {
      const error = likely(features, bias, weights) - worth
      biasSlope += error
      for (const name of NAMES) slope.set(name, (slope.get(name) ?? 0) + error * (features[name] ?? 0))
    }
    bias -= (STEP * biasSlope) / count
    for (const name of NAMES) {
      const weight = weights.get(name) ?? 0
      weights.set(name, weight - (STEP * ((slope.get(name) ?? 0) + RIDGE * (weight - priorOf(name)))) / count)
    }
  }
  return { bias, weights: Object.fromEntries(weights), verdicts: verdicts.length }
}

/** How likely an editor is to take an exemplar, 0 to 1. */
export function likelyTaken(features: Readonly<Record<string, number>>, { bias, weights }: LearntOrder): number {
  return likely(features, bias, new Map(Object.entries(weights)))
}

function likely(
  features: Readonly<Record<string, number>>,
  bias: number,
  weights: ReadonlyMap<string, number>,
): number {
  let sum = bias
  for (const name of NAMES) sum += (weights.get(name) ?? 0) * (features[name] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
