import { stem } from '#app/text/stem.ts'

/** A text's stems lie in so many columns, by the first bits of their codes: a search reads those of its own words alone. */
const SHARES = 8
const shareOf = (code: number): number => code >> 21
export const SHARE_COLUMNS: readonly string[] = Array.from({ length: SHARES }, (_, share) => `t${share}`)

/** What a document says, as the columns of `terms` have it. */
export interface TermsRow {
  /** Between bars: the stems of the title and of other phrasings, in order; the words of both as they are written. */
  readonly named: string
  /** How many words the text has. */
  readonly words: number
  /** The stems of the text, each once with how often, by their codes. */
  readonly shares: readonly string[]
}

/**
 * What a document says, as codes that are quick to read: FTS5 can't tell how often one document has a word without
 * reading each word's whole list of documents. A code is 24 bits of a hash: of a hundred thousand different texts one may hold a word
 * that it does not have.
 */
export function termsOf(title: string, aliases: string, text: string): TermsRow {
  const named = wordsIn(title)
  const phrased = wordsIn(aliases)
  const written = wordsIn(text)
  const counts = new Map<number, number>()
  for (const word of written) {
    const code = hashOf(stem(word))
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const shares = SHARE_COLUMNS.map(() => '')
  for (const [code, count] of [...counts].sort(([one], [other]) => one - other))
    shares[shareOf(code)] += inDigits(code) + DIGITS[Math.min(MOST_COUNTED, count)]
  return {
    named: [codesOf(named.map(stem)), codesOf(phrased.map(stem)), codesOf([...new Set([...named, ...phrased])])].join(
      '|',
    ),
    words: written.length,
    shares,
  }
}

/** An expression in SQL for a row of `terms` as one line, which `readTerms` reads; of the text's stems it has those that may be of these codes. */
export function lineFor(codes: readonly number[]): string {
  const wanted = new Set(codes.map(shareOf))
  const shares = SHARE_COLUMNS.filter((_, share) => wanted.has(share))
  return ['terms.named', "'|'", ...shares.map((column) => `terms.${column}`), "'|'", 'terms.words'].join(' || ')
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
/** A code and how often the text has it. */
const COUNTED = CODE + 1

/** The code that begins at a place of a line. */
export function codeAt(line: string, at: number): number {
  return (
    ((VALUES[line.charCodeAt(at)] ?? 0) << 18) |
    ((VALUES[line.charCodeAt(at + 1)] ?? 0) << 12) |
    ((VALUES[line.charCodeAt(at + 2)] ?? 0) << 6) |
    (VALUES[line.charCodeAt(at + 3)] ?? 0)
  )
}

/** How often the text has the stem of this code, by halves, since the stems are in order. */
export function countOf({ line, forms, text }: Terms, code: number): number {
  let low = 0
  let high = (text - forms - 1) / COUNTED
  while (low < high) {
    const middle = (low + high) >> 1
    if (codeAt(line, forms + 1 + middle * COUNTED) < code) low = middle + 1
    else high = middle
  }
  const at = forms + 1 + low * COUNTED
  return at < text && codeAt(line, at) === code ? (VALUES[line.charCodeAt(at + CODE)] ?? 0) : 0
}

/** Whether a document has the stem of this code anywhere. */
export function hasCode(terms: Terms, code: number): boolean {
  const { line, title, phrasings } = terms
  const isIn = (from: number, to: number): boolean => {
    for (let at = from; at < to; at += CODE) if (codeAt(line, at) === code) return true
    return false
  }
  return countOf(terms, code) > 0 || isIn(0, title) || isIn(title + 1, phrasings)
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

const inDigits = (code: number): string =>
  `${DIGITS[code >> 18]}${DIGITS[(code >> 12) & 63]}${DIGITS[(code >> 6) & 63]}${DIGITS[code & 63]}`

const codesOf = (words: readonly string[]): string => words.map((word) => inDigits(hashOf(word))).join('')
