import { HOUR } from '#app/kernel/clock.ts'
import type { EscalationRules, Reason, SeverityMatch } from '../types.ts'

/** What is true of a thread when it is asked whether the second tier must see it. Times in UTC milliseconds. */
export interface Situation {
  /** It can be answered, is not solved, closed, hidden, joined to another or the private part of one. */
  readonly isOpen: boolean
  readonly isPrivate: boolean
  readonly askedAt: number
  /** Nobody has answered, or what came did not help. */
  readonly needsAnswer: boolean
  /** Since its asker was asked for details; the clock stands. */
  readonly pausedAt: number | null
  readonly dueAt: number | null
  readonly solveDueAt: number | null
  readonly reopenedAt: number | null
  readonly severity: SeverityMatch | null
  /** When members said that they have it too, the newest first, as far as the rule looks. */
  readonly sameHere: readonly number[]
  /** When its asker wrote again after an answer, the oldest first. */
  readonly askerBack: readonly number[]
  /** When staff took the acceptance of an answer back. */
  readonly wrongAt: number | null
  readonly customer: number
}

/** A reason that holds, since when, and what it says beside its name. */
export interface HoldingReason {
  readonly reason: Reason
  readonly since: number
  readonly detail: string
}

/**
 * The reasons for which the second tier must see a thread now, by the rules an admin has set. The state alone decides,
 * never when it was last looked at: a thread that is looked at late has the same reasons.
 */
export function reasonsHolding(situation: Situation, rules: EscalationRules, now: number): readonly HoldingReason[] {
  const s = situation
  if (!s.isOpen) return []
  const found: HoldingReason[] = []
  const add = (reason: Reason, since: number, detail = '') => found.push({ reason, since, detail })
  const runs = s.pausedAt === null
  if (rules.private.on && s.isPrivate && s.needsAnswer) add('private', s.askedAt)
  if (rules.due.on && runs && s.needsAnswer && s.dueAt !== null && s.dueAt <= now) add('due', s.dueAt)
  if (rules['did-not-help'].on && s.reopenedAt !== null) add('did-not-help', s.reopenedAt)
  const back = s.askerBack.at(-1)
  const leftAt = leftAlone(s.askerBack, rules['came-back'])
  if (rules['came-back'].on && leftAt !== null && leftAt <= now) add('came-back', leftAt, String(s.askerBack.length))
  if (rules.wrong.on && s.wrongAt !== null) add('wrong', s.wrongAt)
  if (rules.severity.on && s.severity && s.severity.level >= rules.severity.level)
    add('severity', s.askedAt, s.severity.words)
  const crowd = spreadSince(s.sameHere, rules.spread.people, rules.spread.hours * HOUR)
  if (rules.spread.on && crowd !== null && s.needsAnswer) add('spread', crowd, String(s.sameHere.length))
  if (rules.influence.on && s.needsAnswer && s.customer >= Math.max(1, rules.influence.level))
    add('influence', s.askedAt)
  // Somebody answered, its asker is not content, and the time in which it was to be solved is over. What nobody has
  // answered is "due"; where nothing is promised for the answer, the time for a solution is all that it has.
  const discontent = s.askerBack.length > 0 || (s.needsAnswer && (s.reopenedAt !== null || s.dueAt === null))
  if (rules['solve-due'].on && runs && discontent && s.solveDueAt !== null && s.solveDueAt <= now)
    add('solve-due', Math.max(s.solveDueAt, back ?? 0))
  return found
}

/** When nobody has replied for long enough to an asker who came back so often; null = they did not come back so often. */
export function leftAlone(
  askerBack: readonly number[],
  { times, hours }: { readonly times: number; readonly hours: number },
): number | null {
  const back = askerBack.at(-1)
  return back === undefined || askerBack.length < times ? null : back + hours * HOUR
}

/** When so many had said "same here" within the span; null = they never did. `times`: the newest first. */
export function spreadSince(times: readonly number[], people: number, span: number): number | null {
  for (let at = 0; at + people <= times.length; at += 1) {
    const newest = times[at]
    const oldest = times[at + people - 1]
    if (newest !== undefined && oldest !== undefined && newest - oldest <= span) return newest
  }
  return null
}

/** Whether an escalation that nobody has claimed is over because its reasons are. */
export function isOver(stored: readonly Reason[], holding: readonly HoldingReason[]): boolean {
  return stored.every((reason) => NEEDS_ANSWER.has(reason) && !holding.some((one) => one.reason === reason))
}

/** Reasons that only hold while nobody has answered: whatever was done before, it is not enough. */
const NEEDS_ANSWER: ReadonlySet<Reason> = new Set(['due', 'private', 'spread', 'influence', 'did-not-help'])

/**
 * Those reasons that are newer than when somebody ended the escalation before: an older one was dealt with, unless it
 * says that an answer is still, or again, missing.
 */
export function newSince(holding: readonly HoldingReason[], resolvedAt: number | null): readonly HoldingReason[] {
  return resolvedAt === null ? holding : holding.filter((one) => one.since > resolvedAt || NEEDS_ANSWER.has(one.reason))
}

/** When a thread must be looked at next: the nearest of these that is still to come. */
export function nextLook(times: readonly (number | null)[], now: number): number | null {
  const coming = times.filter((at): at is number => at !== null && at > now)
  return coming.length === 0 ? null : Math.min(...coming)
}
