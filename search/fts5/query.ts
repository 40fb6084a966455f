import { isRunTogether, queryWords } from './writing.ts'

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

export const quote = (word: string): string => `"${word}"`

/** One word of a query with the ways to read it, likeliest first: as typed, or as what may have been meant. */
export interface ReadWord {
  readonly typed: string
  readonly ways: readonly Way[]
  /** What says the same in other words, parts or longer words: found besides, and never called a correction. */
  readonly alike?: readonly Way[]
  /** Words that mean the same as another only together: each must be found, or what is alike instead of all. */
  readonly parts?: readonly ReadWord[]
}

export interface Way {
  /** A word, or a phrase whose words stand together. */
  readonly word: string
  /** Belief in this way, at most 1. */
  readonly weight: number
  /** Words of the phrase may stand anywhere. */
  readonly apart?: boolean
}

/** Words read as they are typed. */
export function asTyped(words: readonly string[]): readonly ReadWord[] {
  return words.map((word) => ({ typed: word, ways: [{ word, weight: 1 }] }))
}

/** Whether something else than what is typed may be meant. */
export function isReread(words: readonly ReadWord[]): boolean {
  return eachWord(words).some(({ typed, ways }) => ways.some(({ word }) => word !== typed))
}

/** Whether nothing is searched for but what is typed. */
export function isAsTyped(words: readonly ReadWord[]): boolean {
  return !isReread(words) && words.every(({ alike, parts }) => !alike?.length && !parts)
}

/** The words, those that belong together one by one. */
export const eachWord = (words: readonly ReadWord[]): readonly ReadWord[] =>
  words.flatMap((word) => word.parts ?? [word])

/** All ways of a word, and what is alike. */
export const waysOf = ({ ways, alike = [] }: ReadWord): readonly Way[] => [...ways, ...alike]

const wayExpression = ({ word, apart }: Way): string =>
  apart ? `(${word.split(' ').map(quote).join(' AND ')})` : quote(word)

/** What finds a word in any of its ways. */
export function anyWay(word: ReadWord): string {
  const own = word.parts ? [`(${allOf(word.parts)})`] : word.ways.map(wayExpression)
  const all = [...own, ...(word.alike ?? []).map(wayExpression)]
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' OR ')})`
}

/** What finds all words, each in any of its ways. */
export const allOf = (words: readonly ReadWord[]): string => words.map(anyWay).join(' AND ')

/** The words that carry meaning, each once; all when none does. */
export function telling(words: readonly ReadWord[]): readonly ReadWord[] {
  const unique = [...new Map(words.map((word) => [word.typed, word])).values()]
  const found = unique.filter(({ ways: [first] }) => first && first.word.length > 1 && !STOP.has(first.word))
  return found.length > 0 ? found : unique
}

/** The parts of an identifier, which is a phrase, that tell something alone. */
const partsOf = ({ ways: [first] }: ReadWord): readonly string[] =>
  first && first.word.includes(' ') && !isRunTogether(first.word)
    ? first.word.split(' ').filter((part) => part.length > 2 && !STOP.has(part))
    : []

/** The last word where it may be unfinished, as an expression: what is read otherwise than typed begins nothing that anybody can find. */
function begunWord(words: readonly ReadWord[]): string | null {
  const last = words.at(-1)
  if (last === undefined || last.parts || last.typed.length < 2) return null
  return last.ways.some(({ word }) => word === last.typed) ? `${quote(last.typed)}*` : null
}

/** The FTS5 expressions to try in turn for all words: as they are; the last one unfinished. Nothing typed is an operator. */
export function exactExpressions(words: readonly ReadWord[]): readonly string[] {
  if (words.length === 0) return []
  const begun = begunWord(words)
  return [allOf(words), ...(begun === null ? [] : [[...words.slice(0, -1).map(anyWay), begun].join(' AND ')])]
}

/** What finds any of the telling words; null where there is one word only. */
export function anyExpression(words: readonly ReadWord[]): string | null {
  const last = words.at(-1)
  const parts = words.flatMap(partsOf)
  if (last === undefined || words.length + parts.length < 2) return null
  const begun = begunWord(words)
  return [
    ...telling(words).map(anyWay),
    ...parts.map(quote),
    ...(begun !== null && last.typed.length > 2 ? [begun] : []),
  ].join(' OR ')
}

/** Words beyond the most telling ones are not asked of a near hit: each doubles the ways to leave some out. */
const NEAR_WORDS = 6
/** What is near has words of this share of all that the telling ones weigh. */
const NEAR_SHARE = 0.4

/**
 * What finds most of the telling words by weight: of two that weigh alike either, of three two. Null where that is all of
 * them. `weightOf`: how much a word tells, 0 for one that nothing has.
 */
export function nearExpression(words: readonly ReadWord[], weightOf: (word: ReadWord) => number): string | null {
  const weighed = telling(words)
    .map((word) => ({ word, weight: weightOf(word) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, NEAR_WORDS)
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  if (weighed.length < 2 || all === 0) return words.length > 1 && weighed[0] ? anyWay(weighed[0].word) : null
  return enough(weighed, NEAR_SHARE * all)
}

interface Weighed {
  readonly word: ReadWord
  readonly weight: number
}

/** With the first word the others need the less, or the others are enough without it. Null where all of them are not enough. */
function enough([first, ...others]: readonly Weighed[], wanted: number): string | null {
  if (!first) return null
  const word = anyWay(first.word)
  const without = enough(others, wanted)
  if (first.weight >= wanted - 1e-9) return without === null ? word : `(${word} OR ${without})`
  const rest = enough(others, wanted - first.weight)
  const both = rest === null ? null : `(${word} AND ${rest})`
  if (both === null || without === null) return both ?? without
  return `(${both} OR ${without})`
}

/** For titles while they are typed: every word, the last one unfinished. */
export function titleExpression(words: readonly ReadWord[]): string | null {
  const last = words.at(-1)
  if (last === undefined || (words.length === 1 && last.typed.length < 2)) return null
  // One letter begins a word of nearly every title: reading all of those lists takes a tenth of a second among a million.
  if (last.typed.length < 2) return allOf(words.slice(0, -1))
  if (last.parts) return allOf(words)
  const begun = [...last.ways.map(({ word }) => `${quote(word)}*`), ...(last.alike ?? []).map(wayExpression)]
  return [...words.slice(0, -1).map(anyWay), begun.length > 1 ? `(${begun.join(' OR ')})` : begun[0]].join(' AND ')
}
