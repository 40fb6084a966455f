import { HOUR } from '#app/kernel/clock.ts'
import type { EscalationRules, SeverityMatch } from '../types.ts'
import type { OpenTurn } from './asker-back.ts'
import { spreadSince } from './reasons.ts'

/** What is known of a thread that was asked some time ago, as far as rules look. Times in UTC milliseconds. */
export interface PastThread {
  readonly askedAt: number
  /** When the first post that counts as an answer came. */
  readonly answeredAt: number | null
  /** When it was solved, or closed, whichever was first. */
  readonly endedAt: number | null
  /** When its asker said that the answers did not help, the oldest first. */
  readonly didNotHelp: readonly number[]
  /** Since its asker was asked for details, if nothing came since. */
  readonly pausedAt: number | null
  /** When its promise was at risk and over, by what its category promises today. */
  readonly riskAt: number | null
  readonly dueAt: number | null
  readonly solveDueAt: number | null
  readonly severity: SeverityMatch | null
  /** When members said that they have it too, the newest first. */
  readonly sameHere: readonly number[]
  /** When its asker's word stood without a reply after an answer, the oldest first. */
  readonly turns: readonly OpenTurn[]
  /** When staff took the acceptance of an answer back. */
  readonly wrongAt: number | null
  readonly privateAt: number | null
  /** When an advocate asked for the second tier. */
  readonly askedForAt: number | null
  readonly customer: number
}

export type RuleName = keyof EscalationRules

/** Whether a rule would have held at any time until `now`, whatever its switch says. */
export function wouldHold(past: PastThread, rule: RuleName, rules: EscalationRules, now: number): boolean {
  const end = Math.min(past.endedAt ?? now, now)
  switch (rule) {
    case 'atRisk':
      return past.privateAt === null && ranOut(past, past.riskAt, end)
    case 'due':
      return ranOut(past, past.dueAt, end)
    case 'solve-due': {
      const due = past.solveDueAt
      if (due === null || due > end || isPausedBy(past, due)) return false
      const stands = past.turns.some(({ at, until }) => at <= end && (until ?? end) >= due)
      return stands || past.didNotHelp.length > 0 || (past.answeredAt === null && past.dueAt === null)
    }
    case 'severity':
      return past.severity !== null && past.severity.level >= rules.severity.level
    case 'came-back':
      return past.turns.some(({ at, until, count }) => {
        const stood = Math.min(until ?? end, end) - at
        return count >= rules['came-back'].times && stood >= rules['came-back'].hours * HOUR
      })
    case 'did-not-help':
      return past.didNotHelp.length > 0
    case 'wrong':
      return past.wrongAt !== null
    case 'spread': {
      const until = past.didNotHelp.length > 0 ? end : (past.answeredAt ?? end)
      const times = past.sameHere.filter((at) => at <= until)
      return spreadSince(times, rules.spread.people, rules.spread.hours * HOUR) !== null
    }
    case 'influence':
      return past.customer >= Math.max(1, rules.influence.level)
    case 'private':
      return past.privateAt !== null && isWaitingAfter(past, past.privateAt, end)
    case 'asked':
      return past.askedForAt !== null
  }
}

/** Whether a time for the first answer ran out while nobody had answered, or came to nothing later. */
function ranOut(past: PastThread, at: number | null, end: number): boolean {
  return at !== null && at <= end && !isPausedBy(past, at) && isWaitingAfter(past, at, end)
}

/** Whether it waited for an answer at some time from `at` until `end`. */
function isWaitingAfter({ answeredAt, didNotHelp }: PastThread, at: number, end: number): boolean {
  return at <= end && (answeredAt === null || answeredAt > at || didNotHelp.some((said) => said <= end))
}

function isPausedBy({ pausedAt }: PastThread, at: number): boolean {
  return pausedAt !== null && pausedAt < at
}
