/** A subject under which answers of somebody were accepted. */
export interface SubjectCredit {
  readonly accepted: number
  /** Threads of the whole place that are about it. */
  readonly threads: number
  readonly isTag: boolean
}

/** Whether a tag names a version or a case ("firefox-72", "bug1586228"): that says where an answer held, not what somebody knows. */
export const isNumberTag = (name: string): boolean => /-\d+(?:[.-]\d+)*$|\d{4}/.test(name)

/**
 * From how many threads on a category is where everything else goes: twice an even share, in a place of four and more. Takes the
 * threads of each category.
 */
export function catchAllFrom(threads: readonly number[]): number {
  const used = threads.filter((count) => count > 0)
  if (used.length < 4) return Infinity
  return (2 * used.reduce((sum, count) => sum + count, 0)) / used.length
}

/** A tag that so many of all threads carry says where a question comes from, not what somebody knows. */
export const COMMON = 0.05
/** Answers of somebody that count as if they were spread like all threads: a few say little. */
const SMOOTHED = 5

/**
 * How much a subject tells of what somebody knows: accepted answers, weighted by how much more often theirs are about it than
 * threads are on the whole, as pointwise mutual information weighs words (Church and Hanks, 1990). 0 = it tells nothing, as
 * of who answers everything a bit. `own`: accepted answers of theirs; `total`: threads of the place.
 */
export function tellingOf({ accepted, threads, isTag }: SubjectCredit, own: number, total: number): number {
  if (accepted === 0 || total === 0 || threads === 0) return 0
  const usual = Math.min(1, threads / total)
  if (isTag && (usual > COMMON || accepted < 2)) return 0
  const theirs = (accepted + SMOOTHED * usual) / (own + SMOOTHED)
  return Math.max(0, accepted * Math.log(theirs / usual))
}
