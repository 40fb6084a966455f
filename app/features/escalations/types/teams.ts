import type { PersonView } from '#app/features/catalogue/types.ts'

/** What a team can own, and so be given the questions about. */
export const SUBJECT_KINDS = ['category', 'tag', 'topic'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export interface TeamRowView {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly isDefault: boolean
  readonly members: readonly string[]
  /** What it owns, by name. */
  readonly owns: readonly { readonly kind: SubjectKind; readonly name: string }[]
  /** Escalations of it that are open. */
  readonly open: number
}

/** When a member of staff works, and how much they take. */
export interface DutyView {
  readonly person: PersonView
  readonly isHere: boolean
  /** Their hours; null = always. */
  readonly calendar: { readonly id: number; readonly name: string } | null
  readonly open: number
  readonly mostOpen: number | null
  readonly skills: string
  /** First and last day of their leave as `YYYY-MM-DD`; empty = open on that side. */
  readonly leaveFrom: string
  readonly leaveUntil: string
  readonly teams: readonly string[]
  readonly mayChange: boolean
}

export interface TeamsView {
  readonly teams: readonly TeamRowView[]
  readonly staff: readonly DutyView[]
  readonly calendars: readonly { readonly id: number; readonly name: string }[]
  /** Escalations that are open and belong to no team. */
  readonly withoutTeam: number
  /** How many one person holds where they have no limit of their own; null = no limit. */
  readonly mostOpen: number | null
  readonly mayChange: boolean
}

/** One team, as its form shows it, with what stands for that; null for a new one. */
export interface TeamFormView {
  readonly team: (TeamRowView & { readonly memberIds: readonly number[]; readonly mark: string }) | null
  readonly staff: readonly { readonly id: number; readonly name: string }[]
}
