import { agreementOf } from './agreement.ts'

/** The runs at one level and how well they agree. */
export interface LevelTrial {
  readonly level: number
  readonly runs: readonly Int32Array[]
  readonly score: number
  /** The same with what chance gives taken off. */
  readonly sure: number
  /** Mean agreement of two runs, 0 to 1. */
  readonly agreement: number
}

/** How much telling more counts against agreeing better. */
const TELLING = 0.1
/** How much less a level counts that scores less: at 97 % of the best about a third. */
const SHARPNESS = 40
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
 * method for discovering structure in clustered data", 2002), with a slight preference for groupings that
 * tell more: one great group would always agree with itself.
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
  agreement /= pairs
  const told = (information / pairs) ** TELLING
  return { level, runs, agreement, score: agreement * told, sure: (adjusted / pairs) * told }
}

/**
 * The middle, by ratio, of all levels tried, each counting as near as its score is to the best. Many small
 * groups of few texts agree by chance alone, and taking that off joins small topics that are there: what counts
 * is half-way between.
 */
export function chooseLevel(trials: readonly LevelTrial[]): number {
  const scores = trials.map((trial) => (trial.score + trial.sure) / 2)
  const best = Math.max(...scores)
  let sum = 0
  let total = 0
  trials.forEach(({ level }, at) => {
    const weight = ((scores[at] ?? 0) / best) ** SHARPNESS
    sum += weight * Math.log(level)
    total += weight
  })
  return total > 0 ? Math.exp(sum / total) : bestOf(trials).level
}

/** The trial with the highest score. */
export function bestOf(trials: readonly LevelTrial[]): LevelTrial {
  return trials.reduce((best, trial) => (trial.score > best.score ? trial : best))
}
