/** Clusters numbered without gaps in the order of their first text; -1 stays. */
export function renumber(assignment: Int32Array): {
  readonly assignment: Int32Array
  readonly count: number
} {
  const numbers = new Map<number, number>()
  const renamed = assignment.map((k) => {
    if (k < 0) return -1
    const known = numbers.get(k)
    if (known !== undefined) return known
    numbers.set(k, numbers.size)
    return numbers.size - 1
  })
  return { assignment: renamed, count: numbers.size }
}
