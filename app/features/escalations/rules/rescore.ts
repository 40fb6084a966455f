import type { TriageFacts, TriageReasons, TriageWeights } from '../types.ts'
import { triage } from './triage.ts'

const NO_REASONS: TriageReasons = {
  severity: { level: 0, class: null, words: '' },
  spread: { sameHere: 0, similar: 0 },
  influence: { customer: 0, plan: '', accepted: 0 },
  waiting: { percent: null, days: 0 },
}

/** What a score came of, from its column; a row that was never scored came of nothing. */
export function readReasons(stored: string): TriageReasons {
  return { ...NO_REASONS, ...(JSON.parse(stored) as Partial<TriageReasons>) } // written by `triageColumns` only
}

/**
 * The facts that a stored score came of, for counting it anew. `waited`: how long the thread waits now, in
 * milliseconds; the score keeps whole days only.
 */
export function factsOf(why: TriageReasons, waited: number): TriageFacts {
  const { level, class: found, words } = why.severity
  return {
    // Only a problem has a level without words that say so.
    kind: level > 0 ? 'problem' : 'question',
    severity: found === null ? null : { level, class: found, words },
    sameHere: why.spread.sameHere,
    similar: why.spread.similar,
    customer: why.influence.customer,
    plan: why.influence.plan,
    accepted: why.influence.accepted,
    run: why.waiting.percent === null ? null : why.waiting.percent / 100,
    waited,
  }
}

/** An open escalation as far as its place in the queue is concerned. */
export interface Ranked {
  readonly id: number
  readonly score: number
  readonly parts: TriageWeights
}

/** The same escalation as other weights would score it. */
export function scoredBy(id: number, why: TriageReasons, waited: number, weights: TriageWeights): Ranked {
  const { severity, spread, influence, waiting, score } = triage(factsOf(why, waited), weights)
  return { id, score, parts: { severity, spread, influence, waiting } }
}

/** Whether `a` stands before `b` in the queue: by score, of two that are equal the older one. */
export function byNeed(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.id - b.id
}
