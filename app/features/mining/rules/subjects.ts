import { ballotOf, merge } from './vote.ts'

/** Topics that share this many votes at coarser levels are one subject. */
const ONE_SUBJECT = 0.3

/**
 * Gathers topics under subjects: the runs at coarser levels vote on which topics belong together, by the
 * same average linkage that made the topics. Returns for each topic the number of its subject.
 */
export function subjectsOf(coarser: readonly Int32Array[], assignment: Int32Array, count: number): readonly number[] {
  const subjects = Array.from({ length: count }, (_, topic) => topic)
  if (coarser.length === 0 || count < 2) return subjects
  const merged = merge(ballotOf(coarser), assignment, count, ONE_SUBJECT)
  merged.assignment.forEach((subject, i) => {
    const topic = assignment[i] ?? -1
    if (topic >= 0) subjects[topic] = subject
  })
  return subjects
}
