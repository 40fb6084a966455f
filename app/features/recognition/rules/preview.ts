import type { PointRules, PointReason } from '../types.ts'
import { countClaims, type Claim } from './caps.ts'

/** An entry as other rules would count it. */
export interface PreviewEntry {
  readonly id: number
  readonly member: number
  readonly reason: PointReason
  readonly at: number
  readonly day: number
  readonly giver: string | null
  readonly isBarred: boolean
  readonly worth: number
  readonly waitedDays: number
}

/** What an entry would be worth: its share of the weight that it was entered with, times the new weight. */
export function worthUnder(entry: PreviewEntry, was: PointRules, is: PointRules): number {
  if (entry.reason === 'mission') return entry.worth
  if (entry.reason === 'waited')
    return entry.waitedDays < is.waitedDays ? 0 : Math.min(is.waitedMost, entry.waitedDays * is.weights.waited)
  const before = was.weights[entry.reason]
  // Votes that came with an import are one entry of several.
  return before === 0 ? 0 : Math.round((entry.worth / before) * is.weights[entry.reason])
}

/** Points by member of one month under other rules; who would have none is left out. */
export function pointsUnder(
  entries: readonly PreviewEntry[],
  was: PointRules,
  is: PointRules,
): ReadonlyMap<number, number> {
  const byMember = new Map<number, Claim[]>()
  for (const entry of entries) {
    const claims = byMember.get(entry.member) ?? []
    byMember.set(entry.member, claims)
    claims.push({ ...entry, worth: worthUnder(entry, was, is) })
  }
  const points = new Map<number, number>()
  for (const [member, claims] of byMember) {
    let sum = 0
    for (const counted of countClaims(claims, is).values()) sum += counted.points
    if (sum > 0) points.set(member, sum)
  }
  return points
}
