import { DAY } from '#app/kernel/clock.ts'
import type { SeverityLevel, Triage, TriageFacts, TriageWeights } from '../types.ts'

/** What share of the weight of severity each level gives. */
const LEVELS: Readonly<Record<SeverityLevel, number>> = { 0: 0, 1: 0.5, 2: 0.7, 3: 0.85, 4: 1 }
/** So many people fill the part for spread. */
const MANY = 32
/** What share of the weight of influence each level gives that staff set for a customer. */
const CUSTOMER = [0, 0.4, 0.7, 1] as const
/** Help given to others counts up to this share, reached with so many accepted answers. */
const HELPED = { most: 0.6, accepted: 50 }
/** Where nothing is promised, a week of waiting counts as the promised time. */
const UNPROMISED = 7 * DAY

/**
 * How urgent a thread is: severity + spread + influence + waiting, each in whole points up to its weight, as
 * `docs/escalation.md` publishes it.
 *
 * - severity: by level (1 = half of the weight, 2 = 0.7, 3 = 0.85, 4 = all); a problem is level 1 at least.
 * - spread: log2(1 + people) / log2(1 + 32), people = same here + others who asked the same within a day.
 * - influence: the customer's level (0, 0.4, 0.7, 1) or what they did for others (log of accepted answers, up to 0.6),
 *   whichever is more; it never reaches the points of severity 1.
 * - waiting: half of the weight when the promised time is over, all of it at twice that time.
 */
export function triage(facts: TriageFacts, weights: TriageWeights): Triage {
  const level = severityLevel(facts)
  const severity = points(weights.severity, LEVELS[level])
  const people = facts.sameHere + facts.similar
  const spread = points(weights.spread, Math.log2(1 + people) / Math.log2(1 + MANY))
  const customer = CUSTOMER[Math.min(3, Math.max(0, Math.trunc(facts.customer)))] ?? 0
  const helped = HELPED.most * Math.min(1, Math.log2(1 + facts.accepted) / Math.log2(1 + HELPED.accepted))
  const below = Math.max(0, points(weights.severity, LEVELS[1]) - 1)
  const influence = Math.min(below, points(weights.influence, Math.max(customer, helped)))
  const run = facts.run ?? facts.waited / UNPROMISED
  const waiting = points(weights.waiting, run / 2)
  return {
    severity,
    spread,
    influence,
    waiting,
    score: severity + spread + influence + waiting,
    why: {
      severity: { level, class: facts.severity?.class ?? null, words: facts.severity?.words ?? '' },
      spread: { sameHere: facts.sameHere, similar: facts.similar },
      influence: { customer: facts.customer, plan: facts.plan, accepted: facts.accepted },
      waiting: {
        percent: facts.run === null ? null : Math.round(facts.run * 100),
        days: Math.floor(Math.max(0, facts.waited) / DAY),
      },
    },
  }
}

function severityLevel({ kind, severity }: TriageFacts): SeverityLevel {
  const least = kind === 'problem' ? 1 : 0
  return severity && severity.level > least ? severity.level : least
}

/** A share of a weight in whole points, never outside it, whatever the figures are. */
function points(weight: number, share: number): number {
  const most = Math.max(0, Math.round(weight))
  return Number.isFinite(share) ? Math.min(most, Math.max(0, Math.round(weight * share))) : 0
}
