import { DAY } from '#app/kernel/clock.ts'

/** What staff should look at. */
export type HealthFlag = 'leaving' | 'unthanked' | 'falling'

/** The last month is compared with the three before. In milliseconds. */
export const HEALTH_SPAN = { recent: 30 * DAY, before: 90 * DAY } as const
/** Outcomes of the three months before, at least, before somebody's going is noticed. */
const REGULAR = 6
/** Accepted answers after which a word of thanks is overdue. */
const DESERVES_THANKS = 5

export interface HealthFacts {
  /** Times of outcomes within both spans, UTC milliseconds. */
  readonly outcomes: readonly number[]
  /** Accepted answers ever. */
  readonly accepted: number
  readonly thanks: number
  /** When their level is lost unless they earn more. */
  readonly fallsAt: number | null
}

/**
 * What staff should know of somebody who helps: whether they do half or less of what they did a month, on average, in the
 * three months before; whether nobody ever thanked them; whether they are about to lose their level.
 */
export function healthOf(facts: HealthFacts, now: number): readonly HealthFlag[] {
  const flags: HealthFlag[] = []
  const recent = facts.outcomes.filter((at) => at > now - HEALTH_SPAN.recent).length
  const before = facts.outcomes.filter(
    (at) => at <= now - HEALTH_SPAN.recent && at > now - HEALTH_SPAN.recent - HEALTH_SPAN.before,
  ).length
  const monthly = (before * HEALTH_SPAN.recent) / HEALTH_SPAN.before
  if (before >= REGULAR && recent <= monthly / 2) flags.push('leaving')
  if (facts.accepted >= DESERVES_THANKS && facts.thanks === 0) flags.push('unthanked')
  if (facts.fallsAt !== null) flags.push('falling')
  return flags
}
