import type { Right } from '#app/kernel/rights.ts'

/** The outcomes that earn points; nothing else does. */
export const POINT_REASONS = [
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
  'credited',
  'flag',
  'mission',
] as const
export type PointReason = (typeof POINT_REASONS)[number]

/** Why an entry counts less than it is worth. */
export type Held = 'pair' | 'day' | 'barred'

/** What each outcome is worth, in points. `waited` is earned for each day of waiting; missions bring their own. */
export type Weights = Readonly<Record<Exclude<PointReason, 'mission'>, number>>

/** How points are counted, as an admin sets it. */
export interface PointRules {
  readonly weights: Weights
  /** The most that one member can bring another, or a ring one of its own, in a calendar month. */
  readonly pairCap: number
  /** The most that counts of one day. */
  readonly dayCap: number
  /** After so many days an entry counts half for reputation. */
  readonly halfLifeDays: number
  /** A thread that waited so many days for an answer that helped has waited long. */
  readonly waitedDays: number
  /** The most that waiting can be worth. */
  readonly waitedMost: number
  /** A level stays for so many days after its threshold was lost. */
  readonly graceDays: number
}

export const DEFAULT_POINT_RULES: PointRules = {
  weights: {
    accepted: 15,
    solved: 5,
    helpful: 2,
    waited: 2,
    article: 20,
    edit: 5,
    'article-helpful': 1,
    'topic-eased': 30,
    translation: 10,
    review: 3,
    credited: 3,
    flag: 2,
  },
  pairCap: 60,
  dayCap: 200,
  halfLifeDays: 365,
  waitedDays: 2,
  waitedMost: 20,
  graceDays: 30,
}

/** An outcome as the tables show it, before anything is capped. */
export interface Outcome {
  /** Unique by reason and source: `accepted:42`, `helpful:42:7`. */
  readonly key: string
  readonly member: number
  readonly reason: PointReason
  /** UTC milliseconds. */
  readonly at: number
  /** Whose outcome it is: who accepted, voted, asked; null = not known. */
  readonly from: number | null
  readonly thread: number | null
  readonly post: number | null
  readonly article: number | null
  readonly category: number | null
  readonly topic: number | null
  /** Ids of the thread’s tags, ascending, comma separated. */
  readonly tags: string
  /** Points before caps. */
  readonly worth: number
  /** Whole days that the thread had waited when the answer was posted. */
  readonly waitedDays: number
  /** Hour of the day when it was posted, where the member lives. */
  readonly hour: number | null
  /** Whether somebody else had answered before. */
  readonly second: boolean
}

/** A level that reputation reaches. */
export interface Level {
  readonly id: number
  readonly position: number
  readonly name: string
  /** Reputation that is needed. */
  readonly threshold: number
  readonly rights: readonly Right[]
  readonly perks: string
  /** Whether who reaches it becomes an advocate, and whether they apply for that first. */
  readonly givesAdvocate: boolean
  readonly needsApplication: boolean
}

/** The spans that leaders are counted over. */
export const PERIODS = ['week', 'month', 'year', 'all', 'newcomers'] as const
export type Period = (typeof PERIODS)[number]

/** Which leaders a table shows, as its caption and its empty state say. */
export type BoardOf =
  | { readonly by: 'period'; readonly period: Period }
  | { readonly by: 'subject'; readonly subject: string }
  | { readonly by: 'company'; readonly company: string }

export const SUBJECT_KINDS = ['category', 'tag', 'topic'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/** The moments that bring a note from a person, each once. */
export const FIRST_NOTES = ['answer', 'accepted', 'back'] as const
export type FirstNoteKind = (typeof FIRST_NOTES)[number]

/** What is written at each of them, and the member of staff who signs; nobody gets one while nobody does. */
export type FirstNotes = Readonly<Record<FirstNoteKind, string>> & { readonly signer: number | null }

/** So many letters at least say something about a draft; what is shorter is no outcome. */
export const REVIEW_LETTERS = 20
