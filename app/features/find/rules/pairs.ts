import { rarity } from '#app/text/bm25f.ts'
import type { Documents } from './documents.ts'

/** How rare pairs of neighbouring words are in a collection. */
export interface PairRarity {
  rarity(pair: number): number
}

/** One number for two neighbouring stems. */
export function pairOf(first: number, second: number): number {
  return first * 67_108_864 + second
}

/**
 * Counts the threads of each pair in a hash table without keys, which may count two pairs as one but never
 * too few (a count-min sketch of one row: G. Cormode and S. Muthukrishnan, 2005). Keeping the pairs of a
 * hundred thousand threads themselves would take half a gigabyte.
 */
export function countPairs(documents: Documents, words: number): PairRarity {
  const bits = Math.min(22, Math.max(8, Math.ceil(Math.log2(2 * words + 1))))
  const counts = new Uint32Array(1 << bits)
  const lastThread = new Int32Array(1 << bits).fill(-1)
  const slotOf = (pair: number): number => {
    const low = Math.imul((pair / 67_108_864) >>> 0, 0x85ebca6b) ^ Math.imul(pair >>> 0, 0xc2b2ae35)
    return Math.imul(low ^ (low >>> 15), 0x9e3779b1) >>> (32 - bits)
  }
  const { lexicon, threads } = documents
  for (let thread = 0; thread < threads; thread++) {
    let before = -1
    let wasTitle = true
    documents.eachWord(thread, (form, isTitle) => {
      const stem = lexicon.stemOf(form)
      if (before >= 0 && wasTitle === isTitle) {
        const slot = slotOf(pairOf(before, stem))
        if (lastThread[slot] !== thread) counts[slot] = (counts[slot] ?? 0) + 1
        lastThread[slot] = thread
      }
      before = stem
      wasTitle = isTitle
    })
  }
  return { rarity: (pair) => rarity(counts[slotOf(pair)] ?? 0, threads) }
}
