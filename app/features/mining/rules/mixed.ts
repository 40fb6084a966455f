/** Below this share of requests that ask what the title asks, in hundredths, a topic holds several questions. */
const SEVERAL = 40

/**
 * The share of a topic's requests that ask what its title asks, in hundredths, where that is so small that the title
 * speaks for some of them only; null where it speaks for most, where an editor chose it, or where nobody knows.
 */
export function severalIn(topic: {
  readonly title_share: number | null
  readonly renamed_at: number | null
}): number | null {
  const { title_share: share, renamed_at: renamedAt } = topic
  return share !== null && share < SEVERAL && renamedAt === null ? share : null
}
