import type { LeadersView } from '#app/features/recognition/queries/leaders.server.ts'
import type { BoardOf } from '#app/features/recognition/ui/leader-board.tsx'

/** A choice among leaders: by subject or by company. */
export interface LeaderChoice {
  readonly key: string
  readonly name: string
}

/** The leaders that were asked for, and what else can be. */
export interface BoardView {
  readonly of: BoardOf
  readonly leaders: LeadersView
  /** Everybody who is listed in that time; null for a subject or a company. */
  readonly count: number | null
  readonly subjects: readonly LeaderChoice[]
  readonly companies: readonly string[]
}
