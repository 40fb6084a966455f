import { agreementOf } from './agreement.ts'
import { vote } from './vote.ts'

/** What the runs at one level found, and how well they agree. */
export interface LevelTrial {
  readonly level: number
  /** Agreement beyond chance, with a slight preference for telling more. */
  readonly score: number
  /** Mean agreement of two runs, 0 to 1. */
  readonly agreement: number
  /** Topics that the runs vote for. */
  readonly topics: number
}

/** How much telling more counts against agreeing better. */
const TELLING = 0.2
/** How much less a level counts that scores less: at 97 % of the best about a third. */
const SHARPNESS = 40
/** The mass of the prior that suits so many topics, as a share of what one topic has on average. */
const SUITING = 1 / 4
/** Octaves that a level may miss it by: half as much again counts five times less. */
const TOLERANCE = 0.35
/** The finest level for n texts is 1 in this × the fourth root of n: topics grow far slower than texts. */
const FINEST = 44
const COARSEST = 1 / 8
/**
 * The search ends when a level scores so much less than the best. Much coarser ones may agree again, on
 * what is obvious: where requests of several companies or products meet.
 */
const LOST = 0.9

/** The levels to try, from fine to coarse, each twice the one before. */
export function levelsFor(texts: number): readonly number[] {
  const levels: number[] = []
  const finest = 1 / Math.max(16, FINEST * texts ** 0.25)
  for (let level = finest; level <= COARSEST; level *= 2) levels.push(level)
  return levels
}

/** Whether to try the next coarser level. */
export function mayGetBetter(trials: readonly LevelTrial[]): boolean {
  const last = trials.at(-1)
  return !last || last.score >= LOST * bestOf(trials).score
}

/**
 * Scores a level by the agreement of restarts (after A. Ben-Hur and others, "A stability based
 * method for discovering structure in clustered data", 2002), less what chance gives, with a slight preference
 * for groupings that tell more: one great group would always agree with itself.
 */
export function tryLevel(level: number, runs: readonly Int32Array[]): LevelTrial {
  let information = 0
  let agreement = 0
  let adjusted = 0
  let pairs = 0
  runs.forEach((run, i) => {
    for (const other of runs.slice(i + 1)) {
      const found = agreementOf(run, other)
      information += found.information
      agreement += found.share
      adjusted += found.adjusted()
      pairs++
    }
  })
  const score = (adjusted / pairs) * (information / pairs) ** TELLING
  return { level, score, agreement: agreement / pairs, topics: vote(runs).count }
}

/**
 * The middle, by ratio, of all levels tried. Each counts as near as its score is to the best, for runs agree about as
 * well on what parts topics as on what parts phrasings; and as near as the number of topics found there
 * is to the number that the level suits. A prior too great for the topics found hides some, one too small splits them.
 */
export function chooseLevel(trials: readonly LevelTrial[]): number {
  const best = bestOf(trials)
  let sum = 0
  let total = 0
  for (const { level, score, topics } of trials) {
    const missed = Math.log2((level * topics) / SUITING) / TOLERANCE
    const weight = (score / best.score) ** SHARPNESS * Math.exp(-(missed ** 2) / 2)
    sum += weight * Math.log(level)
    total += weight
  }
  return total > 0 ? Math.exp(sum / total) : best.level
}

/** The trial with the highest score. */
export function bestOf(trials: readonly LevelTrial[]): LevelTrial {
  return trials.reduce((best, trial) => (trial.score > best.score ? trial : best))
}
