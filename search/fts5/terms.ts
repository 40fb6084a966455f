import { stem } from '#app/text/stem.ts'

/**
 * What a document says, as a line of codes that is quick to read: FTS5 can't tell how often one document has a word without
 * reading each word's whole list of documents. Between bars: the stems of the title and of other phrasings, in order; the
 * words of both as they are written; the stems of the text, each once with how often; how many words the text has. A
 * code is 24 bits of a hash: of a hundred thousand different texts one may hold a word that it does not have.
 */
export function termsOf(title: string, aliases: string, text: string): string {
  const named = wordsIn(title)
  const phrased = wordsIn(aliases)
  const written = wordsIn(text)
  const counts = new Map<string, number>()
  for (const word of written) {
    const one = stem(word)
    counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return [
    codesOf(named.map(stem)),
    codesOf(phrased.map(stem)),
    codesOf([...new Set([...named, ...phrased])]),
    [...counts].map(([one, count]) => codeOf(one) + DIGITS[Math.min(MOST_COUNTED, count)]).join(''),
    written.length,
  ].join('|')
}

/** One document's terms, and where their parts end. */
export interface Terms {
  readonly line: string
  readonly title: number
  readonly phrasings: number
  readonly forms: number
  readonly text: number
  readonly words: number
}

export function readTerms(line: string): Terms {
  const title = line.indexOf('|')
  const phrasings = line.indexOf('|', title + 1)
  const forms = line.indexOf('|', phrasings + 1)
  const text = line.indexOf('|', forms + 1)
  return { line, title, phrasings, forms, text, words: Number(line.slice(text + 1)) }
}

export const CODE = 4

/** The code that begins at a place of a line. */
export function codeAt(line: string, at: number): number {
  return (
    ((VALUES[line.charCodeAt(at)] ?? 0) << 18) |
    ((VALUES[line.charCodeAt(at + 1)] ?? 0) << 12) |
    ((VALUES[line.charCodeAt(at + 2)] ?? 0) << 6) |
    (VALUES[line.charCodeAt(at + 3)] ?? 0)
  )
}

/** How often the word is there whose code begins at a place of a text's part. */
export const countAt = (line: string, at: number): number => VALUES[line.charCodeAt(at + CODE)] ?? 0

/** Whether a document has this stem anywhere. */
export function hasStem({ line, title, phrasings, forms, text }: Terms, stemmed: string): boolean {
  const code = codeOf(stemmed)
  const isIn = (from: number, to: number, step: number): boolean => {
    for (let at = line.indexOf(code, from); at >= 0 && at < to; at = line.indexOf(code, at + 1))
      if ((at - from) % step === 0) return true
    return false
  }
  return isIn(forms + 1, text, CODE + 1) || isIn(0, title, CODE) || isIn(title + 1, phrasings, CODE)
}

/** FNV-1a, folded to 24 bits. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return ((hash >>> 24) ^ hash) & 0xffffff
}

/** The words of a text, lower case, without accents. */
export function wordsIn(text: string): readonly string[] {
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/[\u0300-\u036f]+/g, '')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const MOST_COUNTED = DIGITS.length - 1
const VALUES = new Uint8Array(128)
for (let n = 0; n < DIGITS.length; n += 1) VALUES[DIGITS.charCodeAt(n)] = n

function codeOf(word: string): string {
  const hash = hashOf(word)
  return `${DIGITS[hash >> 18]}${DIGITS[(hash >> 12) & 63]}${DIGITS[(hash >> 6) & 63]}${DIGITS[hash & 63]}`
}

const codesOf = (words: readonly string[]): string => words.map(codeOf).join('')
