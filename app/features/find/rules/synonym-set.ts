/** Words or phrases of one set. */
export const MOST_SYNONYMS = 20
export const LONGEST_SYNONYM = 60
/** Words of a phrase. */
const MOST_PARTS = 5

/** What was typed as words that mean the same: by lines, commas or signs of equality; each once. */
export function synonymsTyped(text: string): readonly string[] {
  const words = text
    .split(/[\n,;=]+/)
    .map((word) => word.replace(/\s+/g, ' ').trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  return [...new Map(words.map((word) => [compared(word), word])).values()]
}

/** Why such words can't be a set; null where they can. */
export function synonymFault(words: readonly string[]): 'few' | 'many' | 'long' | null {
  if (words.length < 2) return 'few'
  if (words.length > MOST_SYNONYMS) return 'many'
  return words.some((word) => word.length > LONGEST_SYNONYM || compared(word).split(' ').length > MOST_PARTS)
    ? 'long'
    : null
}

/** A set as it is compared with others: the same words in any order and writing are one set. */
export function synonymKey(words: readonly string[]): string {
  return words.map(compared).toSorted().join('|')
}

/** A word without capitals and signs. */
export const compared = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
