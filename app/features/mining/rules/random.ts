/** Numbers from 0 up to 1, always the same for one seed. */
export type Random = () => number

/**
 * A seeded source of numbers: xoshiro128** by D. Blackman and S. Vigna (2018), its state filled from the seed
 * by the finaliser of MurmurHash3 (A. Appleby), so that neighbouring seeds give unrelated runs.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const filled = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let x = state
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
    return (x ^ (x >>> 16)) >>> 0
  }
  let a = filled()
  let b = filled()
  let c = filled()
  let d = filled()
  return () => {
    const product = Math.imul(b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result / 4294967296
  }
}

/** The same numbers in an order of chance, in place (Fisher and Yates). */
export function shuffle(order: Int32Array, random: Random): Int32Array {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
  return order
}

/** 0, 1, 2 … up to but without `length`. */
export function countUp(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i)
}
