/** A vector as it is kept: a byte for each number, and a bit for each, by which the nearest are found first. */
export interface PackedVector {
  readonly bytes: Uint8Array
  readonly bits: Uint8Array
}

const LARGEST = 127

/**
 * Packs a vector into a quarter and a thirty-second of its size. Only its direction is kept: which vectors are near each
 * other is told by the angle between them. Bits are filled up to whole bytes with zeros.
 */
export function packed(vector: readonly number[]): PackedVector {
  const most = vector.reduce((largest, number) => Math.max(largest, Math.abs(number)), 0)
  const bytes = Int8Array.from(vector, (number) => Math.round((number / most) * LARGEST))
  const bits = new Uint8Array(Math.ceil(vector.length / 8))
  for (const [at, number] of vector.entries()) if (number > 0) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
  return { bytes: new Uint8Array(bytes.buffer), bits }
}
