import { FOUND_END, FOUND_START } from '../engine.ts'

/** Letters of an excerpt. */
const LENGTH = 190
/** Letters before the first found word. */
const LEAD = 50

/** Endings that the index's stemmer takes off too; what is left of a word marks its other forms. */
const ENDING = /(?:ations?|ingly|ings?|edly|ed|ies|es|ly|ions?|s|e|y)$/

/**
 * A pattern for the words of a query as they stand in texts. Made from the words rather than asked of
 * FTS5, whose `snippet` reads and stems the whole text again: a millisecond for each long thread.
 */
export function foundPattern(words: readonly string[]): RegExp | null {
  const stems = [...new Set(words.map(stemOf))]
  if (stems.length === 0) return null
  const longestFirst = stems.sort((a, b) => b.length - a.length).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst})\\p{L}{0,5}(?![\\p{L}\\p{N}])`, 'giu')
}

/** What is left of a word without its ending; never less than three letters of a longer one. */
export function stemOf(word: string): string {
  const stem = word.length > 4 ? word.replace(ENDING, '') : word
  return stem.length >= 3 ? stem : word
}

/** The text with its found words between marks. */
export function marked(text: string, pattern: RegExp | null): string {
  return pattern ? text.replace(pattern, (word) => FOUND_START + word + FOUND_END) : text
}

/** The part of a text around its first found word, with all found words in it between marks. */
export function excerptAround(text: string, pattern: RegExp | null): string {
  const first = pattern ? text.search(pattern) : -1
  const from = first <= LEAD ? 0 : text.indexOf(' ', first - LEAD) + 1
  const end = from + LENGTH >= text.length ? text.length : text.lastIndexOf(' ', from + LENGTH)
  const part = text.slice(from, Math.max(end, from + LENGTH / 2)).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${marked(part, pattern)}${end < text.length ? '…' : ''}`
}
