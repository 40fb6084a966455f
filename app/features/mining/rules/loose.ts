import type { Bags } from './bags.ts'

/**
 * A topic has something in common when a word tells so much of it: the share of its texts that have the word, by how much
 * greater that is than elsewhere (pointwise Kullback-Leibler, in nats).
 */
const HELD_BY = 1.6

/** What the word tells that tells most of each group, in nats; groups without texts tell nothing. */
export function heldBy(bags: Bags, assignment: Int32Array, groups: number): Float64Array {
  const sizes = new Float64Array(groups)
  const counts = new Map<number, number>()
  for (let i = 0; i < bags.count; i++) {
    const k = assignment[i] ?? -1
    if (k < 0) continue
    sizes[k] = (sizes[k] ?? 0) + 1
    for (const w of bags.words.subarray(bags.starts[i], bags.starts[i + 1])) {
      const cell = w * groups + k
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    }
  }
  const most = new Float64Array(groups)
  for (const [cell, n] of counts) {
    const k = cell % groups
    const share = n / (sizes[k] ?? 1)
    const elsewhere = (bags.frequency[Math.floor(cell / groups)] ?? 0) / bags.count
    const gain = n > 1 ? share * Math.log(share / elsewhere) : 0
    if (gain > (most[k] ?? 0)) most[k] = gain
  }
  return most
}

/** Groups that no word holds together. */
export function looseGroups(bags: Bags, assignment: Int32Array, groups: number): ReadonlySet<number> {
  const held = heldBy(bags, assignment, groups)
  return new Set([...held.keys()].filter((k) => (held[k] ?? 0) < HELD_BY))
}
