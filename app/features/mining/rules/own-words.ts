import type { Bags } from './bags.ts'

/** So many of the words that tell most of a group are looked at. */
const LOOKED_AT = 4

/**
 * How far each group's words are its own, 0 to 1: of all texts that have the words which tell most of it (pointwise
 * Kullback-Leibler), the share that lies in it. A piece of a topic shares its words with the rest of it; a small
 * problem beside many requests about something else does not.
 */
export function ownWords(bags: Bags, assignment: Int32Array, count: number): Float64Array {
  const counts = countWords(bags, assignment, count)
  const own = new Float64Array(count)
  counts.forEach(({ size, words }, k) => {
    const telling = [...words]
      .filter(([, n]) => n > 1)
      .map(([w, n]) => {
        const everywhere = bags.frequency[w] ?? 0
        return { gain: (n / size) * Math.log((n * bags.count) / (size * everywhere)), share: n / everywhere }
      })
      .sort((a, b) => b.gain - a.gain)
      .slice(0, LOOKED_AT)
    own[k] = telling.reduce((sum, { share }) => sum + share, 0) / LOOKED_AT
  })
  return own
}

/** How alike two groups are, as a cosine: each word by the share of the texts that have it, and by how rare it is. */
export function openLikeness(bags: Bags, assignment: Int32Array, count: number): (a: number, b: number) => number {
  const profiles = countWords(bags, assignment, count).map(({ size, words }) => {
    const values = new Map<number, number>()
    let norm = 0
    for (const [w, n] of words) {
      const value = (n / size) * Math.log(bags.count / (bags.frequency[w] || 1))
      values.set(w, value)
      norm += value * value
    }
    return { values, length: Math.sqrt(norm) || 1 }
  })
  return (a, b) => {
    const [one, other] = [profiles[a], profiles[b]]
    if (!one || !other) return 0
    let product = 0
    for (const [w, value] of one.values) product += value * (other.values.get(w) ?? 0)
    return product / (one.length * other.length)
  }
}

/** For each group its texts, and how many of them have each word. */
function countWords(
  bags: Bags,
  assignment: Int32Array,
  count: number,
): readonly { readonly size: number; readonly words: ReadonlyMap<number, number> }[] {
  const groups = Array.from({ length: count }, () => ({ size: 0, words: new Map<number, number>() }))
  for (let i = 0; i < bags.count; i++) {
    const group = groups[assignment[i] ?? -1]
    if (!group) continue
    group.size++
    for (const w of bags.words.subarray(bags.starts[i], bags.starts[i + 1]))
      group.words.set(w, (group.words.get(w) ?? 0) + 1)
  }
  return groups
}
