import type { Held, PointRules } from '../types.ts'
import { monthSpan } from './periods.ts'

/** An entry of one member's ledger that counts unless a cap holds it. */
export interface Claim {
  readonly id: number
  readonly at: number
  readonly day: number
  readonly reason: string
  /** Who is behind it: a member, or the ring that both are in; null = not known, and then no pair has a cap. */
  readonly giver: string | null
  readonly worth: number
  /** Whether a moderator lets nothing count between the two. */
  readonly isBarred: boolean
}

/** What an entry counts, and what held the rest. */
export interface Counted {
  readonly points: number
  readonly held: Held | null
}

/**
 * What each entry of one member counts, by its id: in the order in which they were earned, up to the cap of each giver in
 * a calendar month and to the cap of a day. Missions are staff's own word, and have no cap. The order of two entries of one
 * moment is that of their ids, so that counting anew gives the same.
 */
export function countClaims(
  claims: readonly Claim[],
  rules: Pick<PointRules, 'pairCap' | 'dayCap'>,
): ReadonlyMap<number, Counted> {
  const ordered = [...claims].sort((a, b) => a.at - b.at || a.id - b.id)
  const byGiver = new Map<string, number>()
  const byDay = new Map<number, number>()
  const counted = new Map<number, Counted>()
  for (const claim of ordered) {
    if (claim.isBarred) {
      counted.set(claim.id, { points: 0, held: 'barred' })
      continue
    }
    if (claim.reason === 'mission') {
      counted.set(claim.id, { points: claim.worth, held: null })
      continue
    }
    const pair = claim.giver === null ? null : `${claim.giver} ${monthSpan(claim.day).first}`
    const leftOfPair = pair === null ? Infinity : rules.pairCap - (byGiver.get(pair) ?? 0)
    const leftOfDay = rules.dayCap - (byDay.get(claim.day) ?? 0)
    const points = Math.max(0, Math.min(claim.worth, leftOfPair, leftOfDay))
    const held = points === claim.worth ? null : leftOfPair <= leftOfDay ? 'pair' : 'day'
    counted.set(claim.id, { points, held })
    if (pair !== null) byGiver.set(pair, (byGiver.get(pair) ?? 0) + points)
    byDay.set(claim.day, (byDay.get(claim.day) ?? 0) + points)
  }
  return counted
}
