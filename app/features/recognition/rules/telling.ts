/** A subject under which answers of somebody were accepted. */
export interface SubjectCredit {
  readonly accepted: number
  /** Threads of the whole place that are about it. */
  readonly threads: number
  readonly isTag: boolean
}

/** A tag that so many of all threads carry says where a question comes from, not what somebody knows. */
export const COMMON = 0.05

/**
 * How much a subject tells of what somebody knows: accepted answers, weighted by how rare it is among all threads, as inverse
 * document frequency weighs words (Spärck Jones, 1972). 0 = it tells nothing.
 */
export function tellingOf({ accepted, threads, isTag }: SubjectCredit, total: number): number {
  if (accepted === 0 || total === 0) return 0
  if (isTag && (threads > COMMON * total || accepted < 2)) return 0
  return accepted * Math.log((total + 1) / Math.min(total, Math.max(1, threads)))
}
