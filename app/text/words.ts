/** Longer words are addresses, keys or noise. */
const LONGEST_WORD = 40

const WORD = /[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu
const CAMEL = /(\p{Ll})(?=\p{Lu}\p{Ll})/gu
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The words of a text as they are written, in order: composed letters, camelCase taken apart, lower case. */
export function writtenWords(text: string): readonly string[] {
  const found: string[] = []
  for (const raw of text.normalize('NFKC').replace(CAMEL, '$1 ').match(WORD) ?? []) {
    if (raw.length <= LONGEST_WORD || isUnspaced(raw)) found.push(raw.toLowerCase())
  }
  return found
}

/** Whether it is a run of a writing without spaces, which holds several words. */
export function isUnspaced(run: string): boolean {
  return UNSPACED.test(run)
}

/** The pairs of letters of such a run, as search engines take Chinese and Japanese. */
export function letterPairs(run: string): readonly string[] {
  const letters = [...run]
  if (letters.length < 2) return letters
  return letters.slice(1).map((letter, i) => `${letters[i] ?? ''}${letter}`)
}
