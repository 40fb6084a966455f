import type { Bags } from './bags.ts'
import { openLikeness } from './own-words.ts'
import { renumber } from './renumber.ts'
import { groupTexts, sizesOf, type Verdict } from './vote.ts'

/** A group of less than this share of the typical size may be problems that have nothing in common but that they are few. */
const SMALL = 0.5
/** Parts of so many texts, on which runs agree so far, and of which so much lies in the group. */
const FEWEST = 8
const AGREED = 0.5
const INSIDE = 0.6
/** So much of the group is in such parts, and they are so little alike. */
const COVERED = 0.5
const UNLIKE = 0.25

/**
 * Takes small groups apart whose parts have hardly a word in common: small problems beside a great many requests about
 * something else are put together because the level is that of the many. `fine`: runs at a much finer level, whose groups are
 * the parts. Parts of a topic that only phrase it differently share the words that tell it, and stay together.
 */
export function partSmall(bags: Bags, verdict: Verdict, fine: readonly Int32Array[]): Verdict {
  const { assignment, count } = verdict
  const parts = groupTexts(fine)
  const sizes = sizesOf(assignment, count)
  const typical = sizes.reduce((sum, size) => sum + size * size, 0) / assignment.length
  const partSizes = sizesOf(parts.assignment, parts.count)
  const inside = partsInside(verdict, parts, partSizes)
  const likeness = openLikeness(bags, parts.assignment, parts.count)
  const next = assignment.slice()
  let from = count
  inside.forEach((own, k) => {
    const size = sizes[k] ?? 0
    const covered = own.reduce((sum, part) => sum + (partSizes[part] ?? 0), 0)
    if (own.length < 2 || size >= SMALL * typical || covered < COVERED * size) return
    if (meanLikeness(own, partSizes, likeness) >= UNLIKE) return
    for (const part of own) {
      parts.assignment.forEach((other, i) => {
        if (other === part) next[i] = from
      })
      from++
    }
  })
  return { ...renumber(next), support: verdict.support }
}

/** For each group the parts that mostly lie in it, and on which runs agree. */
function partsInside(verdict: Verdict, parts: Verdict, partSizes: Float64Array): readonly (readonly number[])[] {
  const shared = Array.from({ length: parts.count }, () => new Map<number, number>())
  const support = new Float64Array(parts.count)
  parts.assignment.forEach((part, i) => {
    const group = verdict.assignment[i] ?? -1
    const own = shared[part]
    own?.set(group, (own.get(group) ?? 0) + 1)
    support[part] = (support[part] ?? 0) + (parts.support[i] ?? 0)
  })
  const inside = Array.from({ length: verdict.count }, (): number[] => [])
  shared.forEach((groups, part) => {
    const size = partSizes[part] ?? 0
    if (size < FEWEST || (support[part] ?? 0) < AGREED * size) return
    for (const [group, n] of groups) if (n >= INSIDE * size) inside[group]?.push(part)
  })
  return inside
}

/** How alike the parts are on the mean, each two by the smaller one. */
function meanLikeness(
  parts: readonly number[],
  sizes: Float64Array,
  likeness: (a: number, b: number) => number,
): number {
  let sum = 0
  let total = 0
  parts.forEach((a, at) => {
    for (const b of parts.slice(at + 1)) {
      const weight = Math.min(sizes[a] ?? 0, sizes[b] ?? 0)
      sum += weight * likeness(a, b)
      total += weight
    }
  })
  return sum / (total || 1)
}
