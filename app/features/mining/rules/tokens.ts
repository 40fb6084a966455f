import { stem } from '#app/text/stem.ts'
import { isUnspaced, letterPairs, writtenWords } from '#app/text/words.ts'
import { withoutMailMarks } from './mail-marks.ts'

/** Longer texts are cut: beyond this a request is a log file, in letters. */
const MOST_LETTERS = 4000

/**
 * The words of a text as the miner sees them, each once, in order: composed letters, camelCase taken apart,
 * lower case, all digits one, stems. Writing without spaces gives pairs of letters, as search engines do for
 * Chinese and Japanese. A text of emoji has none.
 */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(formsOf(text).map(([word]) => word))]
}

/** The same words with the forms they were written in. */
export function formsOf(text: string): readonly (readonly [word: string, form: string])[] {
  const cut = withoutMailMarks(text.length > MOST_LETTERS ? text.slice(0, MOST_LETTERS) : text)
  const found: (readonly [string, string])[] = []
  for (const form of writtenWords(cut)) {
    const word = form.replace(/[’']/g, '').replace(/\p{N}+/gu, '0')
    if (isUnspaced(form)) for (const pair of letterPairs(word)) found.push([pair, pair])
    else found.push([stem(word), form])
  }
  return found
}
