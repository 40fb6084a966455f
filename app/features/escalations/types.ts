import type { Role } from '#app/kernel/roles.ts'

/** What an escalation can be in; it is never left silently. `asker`: the asker was asked for details. */
export const ESCALATION_STATES = ['waiting', 'claimed', 'asker', 'resolved'] as const
export type EscalationState = (typeof ESCALATION_STATES)[number]

/** Why the second tier must see a thread. */
export const REASONS = [
  'due',
  'solve-due',
  'severity',
  'came-back',
  'did-not-help',
  'wrong',
  'spread',
  'influence',
  'private',
  'asked',
  'by-hand',
] as const
export type Reason = (typeof REASONS)[number]

/** How an escalation ended. */
export const RESOLUTIONS = ['answered', 'solved', 'closed', 'taken back', 'gone'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** What is said in a text that makes it serious. */
export const SEVERITY_CLASSES = ['safety', 'data-loss', 'security', 'money', 'legal', 'press', 'stuck'] as const
export type SeverityClass = (typeof SEVERITY_CLASSES)[number]

/** 0 = nothing serious is known, 1 = something does not work, 4 = harm, or loss that can't be undone. */
export type SeverityLevel = 0 | 1 | 2 | 3 | 4

/** Phrases by class and language: `*` stands for the rest of a word, `…` for up to three words. */
export type SeverityLists = Readonly<Record<SeverityClass, Readonly<Record<string, readonly string[]>>>>

/** The rules by which a thread reaches the second tier, as an admin sets them. */
export interface EscalationRules {
  /** At this share of the promised time members who know the subject are asked, in per cent. */
  readonly atRisk: { readonly on: boolean; readonly percent: number; readonly members: number }
  readonly due: { readonly on: boolean }
  readonly 'solve-due': { readonly on: boolean }
  readonly severity: { readonly on: boolean; readonly level: SeverityLevel }
  /** So often, and nobody replied to the last time for so many hours. */
  readonly 'came-back': { readonly on: boolean; readonly times: number; readonly hours: number }
  readonly 'did-not-help': { readonly on: boolean }
  readonly wrong: { readonly on: boolean }
  readonly spread: { readonly on: boolean; readonly people: number; readonly hours: number }
  readonly influence: { readonly on: boolean; readonly level: number }
  readonly private: { readonly on: boolean }
  readonly asked: { readonly on: boolean }
}

export const DEFAULT_RULES: EscalationRules = {
  atRisk: { on: true, percent: 75, members: 3 },
  due: { on: true },
  'solve-due': { on: true },
  severity: { on: true, level: 3 },
  'came-back': { on: true, times: 2, hours: 24 },
  'did-not-help': { on: true },
  wrong: { on: true },
  spread: { on: true, people: 5, hours: 3 },
  influence: { on: true, level: 2 },
  private: { on: true },
  asked: { on: true },
}

/** How many points each part can give at most; their sum is the highest score. */
export interface TriageWeights {
  readonly severity: number
  readonly spread: number
  readonly influence: number
  readonly waiting: number
}

export const DEFAULT_WEIGHTS: TriageWeights = { severity: 40, spread: 20, influence: 15, waiting: 25 }

/** What decides where a thread stands in the queue. Times in milliseconds. */
export interface TriageFacts {
  readonly kind: string
  readonly severity: SeverityMatch | null
  /** Members who said that they have it too. */
  readonly sameHere: number
  /** Others who asked the same within a day. */
  readonly similar: number
  /** What staff set for the customer, 0 to 3. */
  readonly customer: number
  readonly plan: string
  /** Answers of the asker that others accepted. */
  readonly accepted: number
  /** How much of the promised time has run: 1 = all of it; null = nothing is promised. */
  readonly run: number | null
  /** How long it waits, where nothing is promised. */
  readonly waited: number
}

export interface SeverityMatch {
  readonly level: SeverityLevel
  readonly class: SeverityClass
  /** The words of the text that matched. */
  readonly words: string
}

/** The four parts and what each came of; the sum is the score. */
export interface Triage extends TriageWeights {
  readonly score: number
  readonly why: TriageReasons
}

export interface TriageReasons {
  readonly severity: { readonly level: SeverityLevel; readonly class: SeverityClass | null; readonly words: string }
  readonly spread: { readonly sameHere: number; readonly similar: number }
  readonly influence: { readonly customer: number; readonly plan: string; readonly accepted: number }
  readonly waiting: { readonly percent: number | null; readonly days: number }
}

/** How the second tier works, as an admin sets it. */
export interface SecondTier {
  readonly rules: EscalationRules
  readonly weights: TriageWeights
  readonly lists: SeverityLists
  /** How long a claim lasts without any act of its owner, in minutes. */
  readonly idleMinutes: number
  /** How many escalations one person holds at most; null = no limit. */
  readonly mostOpen: number | null
  /** Whether escalations are given to those on duty in turn, or wait until somebody claims them. */
  readonly giving: 'claim' | 'turns'
  /** Days without anything new after which an answered thread is closed; null = never. */
  readonly closeAfterDays: number | null
}

/** Which part of the queue is looked at. */
export const QUEUES = ['need', 'mine', 'late', 'soon', 'back', 'asker', 'off', 'done'] as const
export type QueueName = (typeof QUEUES)[number]

export interface QueueFilters {
  readonly queue: QueueName
  readonly team: number | null
  readonly category: string | null
  readonly reason: Reason | null
}

/** One row of the queue. */
export interface QueueRowView {
  readonly id: number
  readonly threadId: number
  readonly title: string
  readonly state: EscalationState
  readonly isPrivate: boolean
  readonly isPaused: boolean
  readonly owner: {
    readonly id: number
    readonly handle: string
    readonly name: string
    readonly role: Role
    readonly avatarUrl: string | null
  } | null
  readonly isMine: boolean
  readonly score: number
  readonly parts: TriageWeights
  readonly why: TriageReasons
  readonly reasons: readonly { readonly reason: Reason; readonly detail: string }[]
  readonly dueAt: number | null
  readonly snoozedUntil: number | null
  readonly cameBack: number
  readonly category: string
  readonly team: string | null
  readonly askedAt: number
}

export interface QueueView {
  readonly filters: QueueFilters
  readonly rows: readonly QueueRowView[]
  readonly newer: string | null
  readonly older: string | null
  /** How many there are in each part of the queue. */
  readonly counts: Readonly<Record<QueueName, number>>
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  readonly categories: readonly { readonly slug: string; readonly name: string }[]
  readonly views: readonly { readonly id: number; readonly name: string; readonly query: string }[]
  /** When the oldest thing that waits anywhere was asked; for an empty queue. */
  readonly oldestElsewhere: { readonly at: number; readonly address: string } | null
}

/** What stands beside the queue while nothing is open. */
export interface OverviewView {
  readonly mine: readonly QueueRowView[]
  readonly soon: readonly QueueRowView[]
  readonly back: readonly QueueRowView[]
}
