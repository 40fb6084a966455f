import type { RuleName } from '../rules/dry-run.ts'
import type { TriageWeights } from '../types.ts'

/** Languages that have a list of phrases of their own; `other` is for any further one. */
export const PHRASE_LANGUAGES = ['en', 'de', 'fr', 'es', 'other'] as const
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number]

/** A page of the queue in two orders. */
export interface NewOrderView {
  readonly places: readonly { readonly now: PlacedView; readonly then: PlacedView & { readonly was: number } }[]
  /** How many wait in the queue. */
  readonly count: number
}

interface PlacedView {
  readonly id: number
  readonly title: string
  readonly score: number
  readonly parts: TriageWeights
}

/** What a rule would have done with the threads of the last days. */
export interface DryRunView {
  readonly rule: RuleName
  readonly days: number
  /** How many threads were looked at, and whether there were more than are looked at. */
  readonly looked: number
  readonly isCut: boolean
  readonly found: number
  readonly foundUnanswered: number
  /** How many of all that were looked at were never answered. */
  readonly unanswered: number
  /** The newest of those found. */
  readonly rows: readonly {
    readonly address: string
    readonly title: string
    readonly askedAt: number
    readonly isUnanswered: boolean
  }[]
}
