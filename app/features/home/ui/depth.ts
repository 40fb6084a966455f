/** Height of the drawn shaft, and of one line of words beside it, in px. */
const SHAFT = 200
const LINE = 19

/** Where each label starts beside the shaft: at the top of its part, moved so that no two overlap. */
export function depthTops(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1
  let passed = 0
  const tops = counts.map((count) => {
    const top = (passed / total) * SHAFT
    passed += count
    return top
  })
  for (let at = 1; at < tops.length; at += 1) {
    tops[at] = Math.max(tops[at] ?? 0, (tops[at - 1] ?? 0) + LINE)
  }
  let floor = SHAFT
  for (let at = tops.length - 1; at >= 0; at -= 1) {
    tops[at] = Math.max(0, Math.min(tops[at] ?? 0, floor))
    floor = (tops[at] ?? 0) - LINE
  }
  return tops.map(Math.round)
}
