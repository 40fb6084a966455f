/** A list of whole numbers that grows in one flat array. */
export interface Growing {
  readonly length: number
  push(value: number): void
  at(index: number): number
  /** The numbers from one place to before another; valid until the next push. */
  part(from: number, to: number): Int32Array
}

/** Opens an empty list; it doubles when full, so pushing a million copies two million at most. */
export function openGrowing(size = 1024): Growing {
  let values = new Int32Array(size)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const larger = new Int32Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
    at: (index) => values[index] ?? 0,
    part: (from, to) => values.subarray(from, to),
  }
}
