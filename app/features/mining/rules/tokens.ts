import { stem } from './stem.ts'

/** Longer texts are cut: beyond this a request is a log file, in letters. */
const MOST_LETTERS = 4000
/** Longer words are addresses, keys or noise. */
const LONGEST_WORD = 40

const WORD = /[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu
const CAMEL = /(\p{Ll})(?=\p{Lu}\p{Ll})/gu
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

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
  const cut = text.length > MOST_LETTERS ? text.slice(0, MOST_LETTERS) : text
  const found: (readonly [string, string])[] = []
  for (const raw of cut.normalize('NFKC').replace(CAMEL, '$1 ').match(WORD) ?? []) {
    const isUnspaced = UNSPACED.test(raw)
    if (raw.length > LONGEST_WORD && !isUnspaced) continue
    const form = raw.toLowerCase()
    const word = form.replace(/[’']/g, '').replace(/\p{N}+/gu, '0')
    if (isUnspaced) for (const pair of pairsOf(word)) found.push([pair, pair])
    else found.push([stem(word), form])
  }
  return found
}

function pairsOf(run: string): readonly string[] {
  const letters = [...run]
  if (letters.length < 2) return letters
  return letters.slice(1).map((letter, i) => `${letters[i] ?? ''}${letter}`)
}
