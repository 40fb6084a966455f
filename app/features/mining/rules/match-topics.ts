/** What became of topics from one run to the next. */
export interface TopicMatch {
  /** For each new topic the old one whose identity it keeps, or -1 when it is new. */
  readonly keeps: Int32Array
  /** For each new topic the share of requests it has in common with the old one, of those in either. */
  readonly overlap: Float64Array
}

/** Topics that have less in common are different ones. */
const LEAST_OVERLAP = 0.2
/** Unless nothing else goes on as the old one, and so much of the new one came from it: the greatest of many parts. */
const CAME_FROM = 0.5

/**
 * Keeps the identity of topics from run to run, by the requests both runs placed: the two topics that
 * overlap most (P. Jaccard, 1912) are one, then the next two. A topic that was split goes on as its greater
 * part, however many there are, but for one `isWhole`; two that were joined go on as the one with more in common. The same requests in the same order.
 */
export function matchTopics(
  before: Int32Array,
  after: Int32Array,
  isWhole: (topic: number) => boolean = () => false,
): TopicMatch {
  const joint = new Map<string, { old: number; next: number; shared: number }>()
  const oldSizes = new Map<number, number>()
  const nextSizes = new Map<number, number>()
  let count = 0
  after.forEach((next, i) => {
    const old = before[i] ?? -1
    count = Math.max(count, next + 1)
    if (old >= 0) oldSizes.set(old, (oldSizes.get(old) ?? 0) + 1)
    if (next >= 0 && i < before.length) nextSizes.set(next, (nextSizes.get(next) ?? 0) + 1)
    if (old < 0 || next < 0) return
    const cell = joint.get(`${old} ${next}`)
    if (cell) cell.shared++
    else joint.set(`${old} ${next}`, { old, next, shared: 1 })
  })
  const pairs = [...joint.values()].map(({ old, next, shared }) => {
    const own = nextSizes.get(next) ?? 0
    const either = (oldSizes.get(old) ?? 0) + own - shared
    return { old, next, shared, overlap: shared / either, cameFrom: shared / own }
  })
  pairs.sort((a, b) => b.overlap - a.overlap || b.shared - a.shared || a.next - b.next)
  const keeps = new Int32Array(count).fill(-1)
  const overlap = new Float64Array(count)
  const taken = new Set<number>()
  const parts = pairs
    .filter((pair) => pair.overlap < LEAST_OVERLAP && pair.cameFrom >= CAME_FROM && !isWhole(pair.old))
    .sort((a, b) => b.shared - a.shared || a.next - b.next)
  for (const pair of [...pairs.filter((one) => one.overlap >= LEAST_OVERLAP), ...parts]) {
    if (taken.has(pair.old) || keeps[pair.next] !== -1) continue
    taken.add(pair.old)
    keeps[pair.next] = pair.old
    overlap[pair.next] = pair.overlap
  }
  return { keeps, overlap }
}
