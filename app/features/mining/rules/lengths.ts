/** How many lengths of texts are told apart. */
export const LENGTH_BUCKETS = 64
const STEPS = 8

/**
 * Lengths in steps that grow with them: the logarithm of a cluster's mass and half a text's length is then
 * kept ready for each step, instead of taken for each text and cluster.
 */
export function bucketOf(length: number): number {
  const half = Math.max(0, (length - 1) / 2)
  return Math.min(LENGTH_BUCKETS - 1, Math.round(Math.log1p(half) * STEPS))
}

/** The half length that stands for a step. */
export function halfLengthOf(bucket: number): number {
  return HALVES[bucket] ?? 0
}

const HALVES = Float64Array.from({ length: LENGTH_BUCKETS }, (_, b) => Math.expm1(b / STEPS))
