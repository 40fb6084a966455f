/** Collects a sample of different texts while they go by. */
export interface Sampler<T> {
  /** Offers a text; `make` is called only while it may still be in the sample. */
  offer(text: string, make: () => T): void
  /** The sample, in the order in which each text first came by. */
  taken(): readonly T[]
  /** The same, and how often each text came by. */
  counted(): readonly { readonly value: T; readonly times: number }[]
}

interface Kept<T> {
  readonly order: number
  readonly value: T
  times: number
}

/**
 * The texts with the smallest hashes are the sample (bottom-k sketch: E. Cohen and H. Kaplan, 2007): repeats
 * fall on the same hash, so they count once, and the memory is that of the sample, however many go by.
 */
export function openSampler<T>(most: number, seed: number): Sampler<T> {
  let kept = new Map<number, Kept<T>>()
  let limit = Infinity
  let order = 0
  const shrink = (): void => {
    if (kept.size <= most) return
    const smallest = [...kept].sort(([a], [b]) => a - b).slice(0, most)
    limit = smallest.at(-1)?.[0] ?? Infinity
    kept = new Map(smallest)
  }
  const inOrder = (): readonly Kept<T>[] => {
    shrink()
    return [...kept.values()].sort((a, b) => a.order - b.order)
  }
  return {
    offer(text, make) {
      const hash = hashOf(text, seed)
      if (hash > limit) return
      const known = kept.get(hash)
      if (known) {
        known.times++
        return
      }
      kept.set(hash, { order: order++, value: make(), times: 1 })
      if (kept.size >= 2 * most) shrink()
    },
    taken: () => inOrder().map(({ value }) => value),
    counted: inOrder,
  }
}

/** A number of 53 bits that any change of the text changes (two lanes of MurmurHash3, A. Appleby). */
export function hashOf(text: string, seed: number): number {
  let high = seed ^ 0xdeadbeef
  let low = seed ^ 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 0x85ebca6b)
    low = Math.imul(low ^ code, 0xc2b2ae35)
    high ^= high >>> 15
    low ^= low >>> 13
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  return (high >>> 11) * 4294967296 + (low >>> 0)
}
