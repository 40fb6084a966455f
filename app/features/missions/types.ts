import type { PointReason } from '#app/features/recognition/types.ts'

/** The outcomes that a mission can be about. */
export const MISSION_OUTCOMES = [
  'accepted',
  'helpful',
  'waited',
  'article',
  'edit',
  'translation',
  'review',
  'flag',
] as const satisfies readonly PointReason[]
export type MissionOutcome = (typeof MISSION_OUTCOMES)[number]

/** What counts for a mission: outcomes of one kind, of one subject where it names one. */
export interface MissionGoal {
  readonly outcome: MissionOutcome
  readonly category: number | null
  readonly tag: number | null
  readonly topic: number | null
  /** Whether only the threads that it names count. */
  readonly threads: boolean
}

export const MISSION_AUDIENCES = ['all', 'level', 'invited'] as const
export type MissionAudience = (typeof MISSION_AUDIENCES)[number]

/** Where a mission stands for whoever looks at it. Times in UTC milliseconds. */
export interface MissionView {
  readonly id: number
  readonly title: string
  readonly description: string
  readonly goal: MissionGoal
  /** The name of the category, tag or topic that it is about. */
  readonly subject: string | null
  readonly target: number
  readonly reached: number
  readonly people: number
  readonly points: number
  readonly isShared: boolean
  readonly audience: MissionAudience
  readonly level: string | null
  readonly startsAt: number
  readonly endsAt: number
  readonly doneAt: number | null
  readonly isOver: boolean
  /** How many threads it names, and how many of them are solved. */
  readonly threads: number
  readonly solved: number
  /** What the viewer has to do with it. */
  readonly own: {
    readonly joined: boolean
    readonly invited: boolean
    readonly reached: number
    readonly done: boolean
  }
  readonly mayJoin: boolean
}
