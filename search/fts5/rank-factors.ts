import { LEAST_LEARNT, MOST_LEARNT, type RankPart } from '../engine.ts'

/** What is known of a document besides its words. */
export interface RankFacts {
  readonly state: string
  readonly helpful_count: number
  readonly read_count: number
  readonly last_post_at: number
}

/** A thread that was solved is likelier to help. */
const STATE: Readonly<Record<string, number>> = { solved: 1.15, answered: 1.05 }
/** For each doubling of the votes, and at most in all. */
const HELPFUL = 0.03
const MOST_HELPFUL = 1.12
/** For each doubling of its readers, and at most in all. */
const READ = 0.008
const MOST_READ = 1.08
/** What is as new as the newest found, half of it for each year that lies between. */
const FRESH = 0.04
const YEAR = 365 * 86_400_000

export type Factors = Readonly<Record<Exclude<RankPart, 'text' | 'title' | 'meaning'>, number>>

/**
 * What a document's fit is multiplied by. All are small beside what words tell, so that a near miss that everybody reads
 * does not stand before what was asked for. `newest`: when something was last written in the newest of those ranked.
 */
export function rankFactors(facts: RankFacts, newest: number, learnt = 1): Factors {
  return {
    state: STATE[facts.state] ?? 1,
    helpful: Math.min(MOST_HELPFUL, 1 + HELPFUL * Math.log2(1 + Math.max(0, facts.helpful_count))),
    read: Math.min(MOST_READ, 1 + READ * Math.log2(1 + Math.max(0, facts.read_count))),
    fresh: 1 + FRESH * 2 ** (-Math.max(0, newest - facts.last_post_at) / YEAR),
    learnt: Math.max(LEAST_LEARNT, Math.min(MOST_LEARNT, learnt)),
  }
}

export const product = (factors: Factors): number => Object.values(factors).reduce((all, one) => all * one, 1)
