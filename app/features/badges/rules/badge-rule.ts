import { OUTCOMES, type Badge, type BadgeKind, type BadgeRule, type Outcome } from '../types.ts'

/** A rule that asks for nothing in particular. */
export const ANY_RULE: BadgeRule = {
  outcomes: ['accepted'],
  count: 1,
  days: null,
  categoryId: null,
  tag: null,
  waitedDays: null,
  hours: null,
  second: false,
  people: null,
  categories: null,
  inRow: false,
  words: [],
}

/** A rule as its column has it; what a former version did not know asks for nothing. */
export function readRule(text: string | null): BadgeRule | null {
  if (text === null) return null
  const given = JSON.parse(text) as Partial<BadgeRule> // written by this feature only
  const outcomes = (given.outcomes ?? []).filter((one): one is Outcome => OUTCOMES.includes(one))
  return { ...ANY_RULE, ...given, outcomes }
}

/** How many outcomes each step takes: of a badge without steps, one step. */
export function needsOf(badge: Pick<Badge, 'kind' | 'rule' | 'steps'>): readonly number[] {
  if (badge.rule === null) return []
  return badge.kind === 'steps' && badge.steps.length > 0 ? badge.steps : [badge.rule.count]
}

/** Steps of which each may be shown as water; one where there is nothing to climb. */
export function stepCount(kind: BadgeKind, steps: readonly number[]): number {
  return kind === 'steps' ? Math.max(1, steps.length) : 1
}

/** What the ledger says of one member, or of one member in one year, and one badge. */
export interface Measured {
  readonly memberId: number
  /** The year of a badge that is given by the year; '' of any other. */
  readonly period: string
  /** The most that was reached. */
  readonly best: number
  /** When each step was reached, in UTC milliseconds; null = not yet. */
  readonly reachedAt: readonly (number | null)[]
}

/** An award that is due: its step counts from 0 where there are none, else from 1. */
export interface DueAward {
  readonly memberId: number
  readonly step: number
  readonly period: string
  readonly at: number
}

/** The awards that what was measured has earned. */
export function dueAwards(kind: BadgeKind, measured: readonly Measured[]): readonly DueAward[] {
  return measured.flatMap(({ memberId, period, reachedAt }) =>
    reachedAt.flatMap((at, index) =>
      at === null ? [] : [{ memberId, period, at, step: kind === 'steps' ? index + 1 : 0 }],
    ),
  )
}

/** How far it is to the next step, of the present year where years count; null once all is reached or nothing is done. */
export function progressOf(
  needs: readonly number[],
  measured: Measured | undefined,
): { readonly have: number; readonly need: number } | null {
  if (!measured || measured.best <= 0) return null
  const next = needs.findIndex((_, index) => (measured.reachedAt[index] ?? null) === null)
  const need = needs[next]
  if (need === undefined) return null
  // Enough outcomes, but not yet from enough people or places: one short, so that no badge looks earned.
  return { have: Math.min(measured.best, need - 1), need }
}

/** So many of those whom the ledger knows make a rule one for everybody: nine of ten, if they are more than a handful. */
export function matchesAll(would: number, known: number): boolean {
  return known >= 5 && would * 10 >= known * 9
}

/** An award older than this, in milliseconds, was found by counting anew: nobody is told of it. */
export const TOLD_WITHIN = 7 * 24 * 60 * 60 * 1000
