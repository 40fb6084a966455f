import { stemOf } from './excerpt.ts'
import { queryWords } from './writing.ts'

/** At most so many words of a query are read: a pasted page must not become a query of a page. */
const MAX_READ = 80
const MAX_WORD = 80

/** Words too common to tell one question from another. */
const STOP = new Set(
  (
    'a about after all also am an and any are as at be been but by can cannot could did do does doesn don down for from get ' +
    'had has have how i if in into is isn it its just me my no not now of off on only or our out over so some than that the ' +
    'their them then there these they this to too up us use was we were what when where which while who why will with would ' +
    'you your hi hello help please thanks thank problem issue question'
  ).split(' '),
)

/** Whether a word is too common to tell one question from another. */
export const isSmall = (word: string): boolean => STOP.has(word)

/** The words of a query as the index sees them: letters and digits only, lower case, no operators. */
export function wordsOf(text: string): readonly string[] {
  return queryWords(text)
    .slice(0, MAX_READ)
    .map((word) => word.slice(0, MAX_WORD))
}

/** At most so many words of a query are looked for. */
export const MAX_WORDS = 12

/**
 * Of a long query the words to look for, in their order: the rarest that are known. A sentence may end in the error
 * code that tells it from all others. `countOf`: how many documents have a word.
 */
export function rarestWords(words: readonly string[], countOf: (word: string) => number): readonly string[] {
  const unique = [...new Set(words)]
  if (unique.length <= MAX_WORDS) return unique
  const rank = new Map<string, number>()
  for (const word of unique) {
    const count = countOf(word)
    rank.set(word, count === 0 ? Infinity : isSmall(word) ? Number.MAX_SAFE_INTEGER : count)
  }
  const kept = [...unique].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)).slice(0, MAX_WORDS)
  const isKept = new Set(kept)
  return unique.filter((word) => isKept.has(word))
}

/** The words that carry meaning, each once, the first `most` of them; all words when none is left. */
export function tellingWords(text: string, most: number): readonly string[] {
  const words = queryWords(text)
  const unique = [...new Set(words.map((word) => word.slice(0, MAX_WORD)))]
  const telling = unique.filter((word) => word.length > 1 && !STOP.has(word))
  return (telling.length > 0 ? telling : unique).slice(0, most)
}

const quote = (word: string): string => `"${word}"`

/** One word of a query with the ways to read it, likeliest first: as typed, or as what may have been meant. */
export interface ReadWord {
  readonly typed: string
  readonly ways: readonly Way[]
}

export interface Way {
  readonly word: string
  /** Belief in this way, at most 1. */
  readonly weight: number
}

/** Words read as they are typed. */
export function asTyped(words: readonly string[]): readonly ReadWord[] {
  return words.map((word) => ({ typed: word, ways: [{ word, weight: 1 }] }))
}

/** Whether something else than what is typed may be meant. */
export function isReread(words: readonly ReadWord[]): boolean {
  return words.some(({ typed, ways }) => ways.some(({ word }) => word !== typed))
}

/** What finds a word in any of its ways. */
const anyWay = ({ ways }: ReadWord): string =>
  ways.length === 1 ? quote(ways[0]?.word ?? '') : `(${ways.map(({ word }) => quote(word)).join(' OR ')})`

/** What finds all words, each in any of its ways. */
export const allOf = (words: readonly ReadWord[]): string => words.map(anyWay).join(' AND ')

/** The words that carry meaning, each once; all when none does. */
function telling(words: readonly ReadWord[]): readonly ReadWord[] {
  const unique = [...new Map(words.map((word) => [word.typed, word])).values()]
  const found = unique.filter(({ ways: [first] }) => first && first.word.length > 1 && !STOP.has(first.word))
  return found.length > 0 ? found : unique
}

/**
 * The FTS5 expressions to try in turn for a plain query: all words; all, the last one unfinished; any
 * of the telling ones. Words are quoted, so that nothing typed is an operator.
 */
export function expressionsFor(
  words: readonly ReadWord[],
): readonly { readonly match: string; readonly matched: 'all' | 'any' }[] {
  const last = words.at(-1)
  if (last === undefined) return []
  const begun = `${quote(last.typed)}*`
  // What is read otherwise than typed is no beginning of a word that anybody can find.
  const mayBeBegun = last.typed.length > 1 && last.ways.some(({ word }) => word === last.typed)
  const unfinished = [...words.slice(0, -1).map(anyWay), begun].join(' AND ')
  const any = [...telling(words).map(anyWay), ...(mayBeBegun && last.typed.length > 2 ? [begun] : [])].join(' OR ')
  return [
    { match: allOf(words), matched: 'all' },
    ...(mayBeBegun ? [{ match: unfinished, matched: 'all' as const }] : []),
    ...(words.length > 1 ? [{ match: any, matched: 'any' as const }] : []),
  ]
}

/** For titles that hold every word of a query in some form. Titles are not stemmed. */
export function titledExpression(words: readonly ReadWord[]): string {
  return words.map(({ ways }) => `(${ways.map(({ word }) => `${quote(stemOf(word))}*`).join(' OR ')})`).join(' AND ')
}

/** For titles while they are typed: every word, the last one unfinished. */
export function titleExpression(words: readonly ReadWord[]): string | null {
  const last = words.at(-1)
  if (last === undefined || (words.length === 1 && last.typed.length < 2)) return null
  const begun = last.ways.map(({ word }) => `${quote(word)}*`).join(' OR ')
  return [...words.slice(0, -1).map(anyWay), last.ways.length > 1 ? `(${begun})` : begun].join(' AND ')
}
