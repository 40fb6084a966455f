/** Words too short to tell what is asked, in most languages. */
const SHORT = 3

const stemOf = (word: string): string => (word.length > 5 ? word.slice(0, 5) : word)

const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > SHORT)
    .map(stemOf)

/**
 * Whether an article answers what is asked well enough to stand before threads: half of the question's
 * longer words are in its title, phrasings or summary.
 */
export function answersWell(
  asked: string,
  article: {
    readonly title: string
    readonly summary: string
    readonly aliases: readonly string[]
  },
): boolean {
  const wanted = [...new Set(wordsOf(asked))]
  if (wanted.length === 0) return false
  const held = new Set([article.title, article.summary, ...article.aliases].flatMap(wordsOf))
  const found = wanted.filter((word) => held.has(word)).length
  return found * 2 >= wanted.length && found >= Math.min(2, wanted.length)
}
