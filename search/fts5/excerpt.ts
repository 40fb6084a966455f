import { FOUND_END, FOUND_START } from '../engine.ts'
import { isRunTogether, readingOf } from './writing.ts'

/** Letters of an excerpt. */
const LENGTH = 190
/** Letters before the first found word. */
const LEAD = 50

/** Endings that the index's stemmer takes off too; what is left of a word marks its other forms. */
const ENDING = /(?:ations?|ingly|ings?|edly|ed|ies|es|ly|ions?|s|e|y)$/

/** Letters that a found word may have beyond its stem. */
const MORE_LETTERS = 5

/**
 * A pattern for the stems of a query's words. Made from the words rather than asked of FTS5, whose `snippet` reads and
 * stems the whole text again: a millisecond for each long thread. Where words begin and end is looked up in code: a
 * pattern that says it takes two milliseconds to compile, for each query anew.
 */
export function foundPattern(words: readonly string[]): RegExp | null {
  const stems = [...new Set(words.map(patternOf))].filter(Boolean)
  if (stems.length === 0) return null
  return new RegExp(stems.sort((a, b) => b.length - a.length).join('|'), 'gi')
}

/** A phrase of letters without spaces is a run; other phrases stand with a sign or a space between their words. */
function patternOf(word: string): string {
  if (!word.includes(' ')) return stemOf(word)
  return word
    .split(' ')
    .map(stemOf)
    .join(isRunTogether(word) ? '' : '[a-z0-9]{0,5}[^a-z0-9]{1,3}')
}

/** Where the words of a pattern stand in a text: a stem at the beginning of a word, and a few letters more. */
export function* placesIn(
  shown: string,
  pattern: RegExp | null,
): Generator<{ readonly from: number; readonly to: number }> {
  if (!pattern) return
  const { text, places } = readingOf(shown)
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const from = found.index
    const most = pattern.lastIndex + MORE_LETTERS
    let to = pattern.lastIndex
    // In a writing without spaces a word may stand anywhere and ends where it ends.
    const isWhole = isRunTogether(found[0])
    while (!isWhole && to < most && isLetter(text, to)) to++
    if (!isWhole && (isWordAt(text, from - 1) || isWordAt(text, to))) continue
    pattern.lastIndex = to
    if (places === null) yield { from, to }
    else yield { from: places[from] ?? 0, to: to < text.length ? (places[to] ?? shown.length) : shown.length }
  }
}

const LETTER = /\p{L}/u
const WORD = /[\p{L}\p{N}]/u

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  // Nearly all are plain letters and spaces, which need no pattern.
  if (code < 128) return isPlainLetter(code)
  return LETTER.test(text[at] ?? '')
}

function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return isPlainLetter(code) || (code >= 48 && code <= 57)
  return WORD.test(text[at] ?? '')
}

const isPlainLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** What is left of a word without its ending; never less than three letters of a longer one. */
function stemOf(word: string): string {
  const stem = word.length > 4 ? word.replace(ENDING, '') : word
  return stem.length >= 3 ? stem : word
}

/** The text with its found words between marks. */
export function marked(text: string, pattern: RegExp | null): string {
  let all = ''
  let done = 0
  for (const { from, to } of placesIn(text, pattern)) {
    all += text.slice(done, from) + FOUND_START + text.slice(from, to) + FOUND_END
    done = to
  }
  return all + text.slice(done)
}

/** The part of a text around its first found word, with all found words in it between marks. */
export function excerptAround(text: string, pattern: RegExp | null): string {
  const place = placesIn(text, pattern).next()
  const first = place.done ? -1 : place.value.from
  const from = first <= LEAD ? 0 : text.indexOf(' ', first - LEAD) + 1
  const end = from + LENGTH >= text.length ? text.length : text.lastIndexOf(' ', from + LENGTH)
  const part = text.slice(from, Math.max(end, from + LENGTH / 2)).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${marked(part, pattern)}${end < text.length ? '…' : ''}`
}
