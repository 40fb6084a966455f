/** What became of an exemplar when an editor published its article. */
export interface Published {
  /** The exemplar's sentences, items and blocks, and its title. */
  readonly parts: readonly string[]
  readonly title: string
  readonly published: { readonly title: string; readonly body: string }
}

/** What a changed title takes off. */
const RETITLED = 0.9

/**
 * How much of an exemplar an editor kept, in percent: 100 = published as it was. What was cut out of it counts by its
 * letters, and what was written to it by how much longer it made the text.
 */
export function worthOf({ parts, title, published }: Published): number {
  const all = lettersOf(parts)
  if (all === 0) return 0
  const kept = lettersOf(parts.filter((part) => published.body.includes(part)))
  const grown = Math.min(1, all / Math.max(1, published.body.trim().length))
  return Math.round(100 * (kept / all) * Math.sqrt(grown) * (published.title === title ? 1 : RETITLED))
}

const lettersOf = (parts: readonly string[]): number => parts.reduce((sum, { length }) => sum + length, 0)
