import type { PersonView } from '#app/features/catalogue/types.ts'

/*
 * Glossary. A *badge* is what can be earned; its *rule* says by which outcomes of the ledger. A badge has *versions*; an
 * *award* is a badge in the hands of its *earner* and names the version that it was earned by. A *step* is a part of a
 * badge that is earned one after the other and shown as water: a third, two thirds, the brim. A *credential* is an award
 * as a signed document (Open Badges 3.0).
 */

/** Outcomes of the ledger, as its entries name them. */
export const OUTCOMES = [
  'accepted',
  'solved',
  'helpful',
  'waited',
  'article',
  'edit',
  'article-helpful',
  'topic-eased',
  'translation',
  'review',
  'flag',
  'mission',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Once in a life, once a year, in three steps, or by a person’s hand. */
export const BADGE_KINDS = ['once', 'yearly', 'steps', 'hand'] as const
export type BadgeKind = (typeof BADGE_KINDS)[number]

export const BADGE_STATES = ['draft', 'active', 'retired'] as const
export type BadgeState = (typeof BADGE_STATES)[number]

/** Which outcomes earn a badge. What is null or empty asks for nothing. */
export interface BadgeRule {
  readonly outcomes: readonly Outcome[]
  /** So many of them; of a badge in steps, for the last. */
  readonly count: number
  /** All within so many days. */
  readonly days: number | null
  readonly categoryId: number | null
  /** Name of a tag of the thread. */
  readonly tag: string | null
  /** The thread had waited so many days. */
  readonly waitedDays: number | null
  /** Hours of the day where the earner lives; `to` is not in it, and midnight may lie between them. */
  readonly hours: { readonly from: number; readonly to: number } | null
  /** An earlier answer had not helped. */
  readonly second: boolean
  /** From so many different people. */
  readonly people: number | null
  /** In so many different categories. */
  readonly categories: number | null
  /** None of them taken back in between. */
  readonly inRow: boolean
  /** The answer says one of these. */
  readonly words: readonly string[]
}

export const MAX_BADGE_NAME = 60
export const MAX_BADGE_DESCRIPTION = 200
export const MAX_REASON = 500
export const MAX_COUNT = 10_000
export const MAX_DAYS = 366
export const MAX_WORDS = 10

/** A badge as a rule and a drawing, in one version. */
export interface Badge {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly emblem: string
  readonly kind: BadgeKind
  /** Null for one that is given by hand. */
  readonly rule: BadgeRule | null
  /** Counts of its steps; one count where it has none. */
  readonly steps: readonly number[]
  readonly rare: boolean
  readonly state: BadgeState
  readonly version: number
}

/** What a drawing of a badge shows. */
export interface BadgeLook {
  readonly emblem: string
  /** Thirds of water in it: 3 = to the brim; 0 = not earned. */
  readonly water: 0 | 1 | 2 | 3
}

/** How far one member is with one badge. */
export interface ProgressView {
  readonly have: number
  readonly need: number
}

/** A badge among all, for whoever looks. */
export interface BadgeView extends BadgeLook {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly kind: BadgeKind
  readonly rare: boolean
  /** How many members hold it. */
  readonly holders: number
  /** When the viewer earned it, or its newest step or year. */
  readonly earnedAt: number | null
  readonly progress: ProgressView | null
}

/** A badge of one member, as it stands on their page. */
export interface EarnedBadgeView extends BadgeLook {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly rare: boolean
  readonly earnedAt: number
  /** The newest credential of it. */
  readonly uid: string
  /** Years in which it was given, newest first; empty where it is not given by the year. */
  readonly years: readonly string[]
  /** To the next step; null where there is none. */
  readonly progress: ProgressView | null
}

/** A badge that a member is on the way to. */
export interface NearBadgeView extends BadgeLook {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly rare: boolean
  readonly progress: ProgressView
}

export interface BadgesOfMember {
  /** Newest first. */
  readonly earned: readonly EarnedBadgeView[]
  /** Nearest first; none of which the member has a step already. */
  readonly near: readonly NearBadgeView[]
}

export interface HolderView {
  readonly id: number
  readonly person: Pick<PersonView, 'handle' | 'name' | 'role' | 'avatarUrl' | 'id'>
  readonly water: 1 | 2 | 3
  readonly period: string
  readonly at: number
}

export interface BadgePageView {
  readonly badge: BadgeView
  readonly isRetired: boolean
  readonly steps: readonly number[]
  readonly rows: readonly HolderView[]
  readonly newer: string | null
  readonly older: string | null
  /** The viewer’s own awards of it. */
  readonly own: readonly OwnAwardView[]
}

export interface OwnAwardView {
  readonly uid: string
  readonly step: number
  readonly period: string
  readonly at: number
}

/** What somebody who was handed a credential wants to know. */
export type CredentialState = 'valid' | 'revoked'

export interface CredentialView {
  readonly uid: string
  readonly state: CredentialState
  readonly badge: {
    readonly slug: string
    readonly name: string
    readonly description: string
    readonly emblem: string
    readonly version: number
  }
  readonly water: 1 | 2 | 3
  readonly step: number
  readonly steps: readonly number[]
  readonly period: string
  readonly earner: Pick<PersonView, 'handle' | 'name'>
  readonly site: string
  readonly at: number
  readonly reason: string
  readonly isByHand: boolean
  readonly revokedAt: number | null
  readonly revokedReason: string | null
  readonly isOwn: boolean
  /** Adds it to a profile at LinkedIn. */
  readonly linkedIn: string
}

/** What came of looking at a credential that somebody brought. */
export type Finding =
  | { readonly found: 'valid' | 'revoked'; readonly credential: CredentialView }
  /** No credential is in what was given. */
  | { readonly found: 'none' }
  /** It was changed, or it was signed by somebody else. */
  | { readonly found: 'changed' }
  /** The signature is right, and there is no such award any more. */
  | { readonly found: 'unknown' }

export interface BadgeRowView {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly emblem: string
  readonly kind: BadgeKind
  readonly state: BadgeState
  readonly holders: number
  readonly changedAt: number
}

export interface BadgeVersionView {
  readonly version: number
  readonly name: string
  readonly at: number
  readonly by: string | null
  readonly awards: number
}

export interface BadgeDeskView extends Badge {
  readonly holders: number
  readonly versions: readonly BadgeVersionView[]
}

/** Who would get a badge if it existed as typed. */
export interface BadgePreview {
  /** Members who would get it, or, by step, at least that step. */
  readonly would: readonly number[]
  /** Members whom the ledger knows at all. */
  readonly known: number
  readonly matchesAll: boolean
  /** The nearest first. */
  readonly rows: readonly PreviewRowView[]
}

export interface PreviewRowView {
  readonly handle: string
  readonly name: string
  readonly have: number
  readonly water: 0 | 1 | 2 | 3
  readonly at: number | null
}

/** An award as staff see it beside a member. */
export interface DeskAwardView {
  readonly uid: string
  readonly name: string
  readonly slug: string
  readonly emblem: string
  readonly water: 1 | 2 | 3
  readonly period: string
  readonly at: number
  readonly by: string | null
  readonly reason: string
  readonly revokedAt: number | null
  readonly revokedReason: string | null
  /** It may be given again: it was revoked, and there is none in its place. */
  readonly mayRestore: boolean
}

export interface MemberBadgesView {
  readonly memberId: number
  readonly handle: string
  readonly name: string
  readonly mayGive: boolean
  readonly mayRevoke: boolean
  readonly refusal: string | null
  readonly awards: readonly DeskAwardView[]
  readonly givable: readonly { readonly id: number; readonly name: string }[]
}

export interface KeyView {
  readonly kid: string
  readonly createdAt: number
  readonly retiredAt: number | null
}
