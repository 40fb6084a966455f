import { stem } from '#app/text/stem.ts'
import { isUnspaced, writtenWords } from '#app/text/words.ts'

/** What the product knows of how people say the same. */
export interface Sayings {
  /** Phrasings of one topic or article, each list of one subject. */
  readonly phrasings: readonly (readonly string[])[]
  /** What one person searched for, and next, soon after. */
  readonly refined: readonly { readonly before: string; readonly after: string }[]
  /** What was searched for, and the title of what was opened. */
  readonly opened: readonly { readonly query: string; readonly title: string }[]
}

/** How many speak for two words meaning the same, and a few of them in their own words. */
export interface Evidence {
  readonly phrasings: number
  readonly refined: number
  readonly opened: number
  readonly examples: readonly string[]
}

export interface Proposal {
  readonly word: string
  readonly other: string
  readonly evidence: Evidence
  readonly score: number
}

/** What each kind of evidence counts: a person who searches again says that the first word was the wrong one. */
const WORTH = { phrasings: 2, refined: 3, opened: 1 } as const
/** Less is chance. */
const LEAST = 5
const EXAMPLES = 3
const SHORTEST = 2
/** Phrasings of a subject that are compared, each with each. */
const MOST_PHRASINGS = 12
/** Of a query with fewer other words nothing tells that the rest means the same. */
const LEAST_SHARED = 1
/** A pair of which a word has more partners than this is a word that fits anywhere. */
const MOST_PARTNERS = 6

type Kind = keyof typeof WORTH

interface Gathered {
  readonly counts: Record<Kind, number>
  readonly examples: Set<string>
}

/**
 * Pairs of words that stand for each other where all else that is said is the same: in phrasings of one topic, in what a
 * person searched for next, in a title that was opened (substitution in the same context: Z. Harris, "Distributional
 * structure", 1954). `isCommon`: a word that tells nothing.
 */
export function proposeSynonyms(said: Sayings, isCommon: (word: string) => boolean): readonly Proposal[] {
  const pairs = new Map<string, Gathered>()
  const add = (kind: Kind, one: string, other: string, seen: Set<string> | null): void => {
    const pair = substituted(one, other, isCommon)
    if (!pair) return
    const key = pair.join('\n')
    if (seen?.has(key)) return
    seen?.add(key)
    const known = pairs.get(key) ?? { counts: { phrasings: 0, refined: 0, opened: 0 }, examples: new Set<string>() }
    pairs.set(key, known)
    known.counts[kind] += 1
    if (known.examples.size < EXAMPLES) known.examples.add(`${one} → ${other}`)
  }
  for (const list of said.phrasings) {
    // A subject speaks once for a pair, however many phrasings it has.
    const seen = new Set<string>()
    const phrasings = list.slice(0, MOST_PHRASINGS)
    phrasings.forEach((one, at) => phrasings.slice(at + 1).forEach((other) => add('phrasings', one, other, seen)))
  }
  for (const { before, after } of said.refined) add('refined', before, after, null)
  for (const { query, title } of said.opened) add('opened', query, title, null)
  const partners = new Map<string, number>()
  for (const key of pairs.keys()) for (const word of key.split('\n')) partners.set(word, (partners.get(word) ?? 0) + 1)
  return [...pairs]
    .flatMap(([key, { counts, examples }]) => {
      const [word = '', other = ''] = key.split('\n')
      const score = WORTH.phrasings * counts.phrasings + WORTH.refined * counts.refined + WORTH.opened * counts.opened
      const fits = [word, other].every((one) => (partners.get(one) ?? 0) <= MOST_PARTNERS)
      return score >= LEAST && fits ? [{ word, other, score, evidence: { ...counts, examples: [...examples] } }] : []
    })
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
}

/** The one word of each text that the other text has another word for, in order of the alphabet; null where more differs. */
function substituted(
  one: string,
  other: string,
  isCommon: (word: string) => boolean,
): readonly [string, string] | null {
  const [a, b] = [tellingStems(one, isCommon), tellingStems(other, isCommon)]
  const onlyA = [...a].filter(([key]) => !b.has(key))
  const onlyB = [...b].filter(([key]) => !a.has(key))
  const [first, second] = [onlyA[0]?.[1], onlyB[0]?.[1]]
  if (onlyA.length !== 1 || onlyB.length !== 1 || first === undefined || second === undefined) return null
  if (a.size - 1 < LEAST_SHARED || isSlip(first, second)) return null
  return first < second ? [first, second] : [second, first]
}

/** Words that tell something, by their stems; numbers and writing without spaces are no words here. */
function tellingStems(text: string, isCommon: (word: string) => boolean): ReadonlyMap<string, string> {
  const words = writtenWords(text).filter(
    (word) => word.length >= SHORTEST && !/\p{N}/u.test(word) && !isUnspaced(word) && !isCommon(word),
  )
  return new Map(words.map((word) => [stem(word), word]))
}

/** Two writings of one word, which spelling finds by itself: one letter more, less, other or swapped. */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.slice(at)
  if (long.slice(at + 1) === rest || long.slice(at + 1) === rest.slice(1)) return true
  return long.slice(at + 2) === rest.slice(2) && long[at] === rest[1] && long[at + 1] === rest[0]
}
