import type { TopicModel } from '../types.ts'
import type { Bags } from './bags.ts'
import { openWaysOfAsking } from './ways-of-asking.ts'

/** What each word of a domain is worth. */
export interface WordValues {
  /** By how rare it is. */
  readonly rarity: Float64Array
  /** The same, the more it tells about the domain's groups: "again" is rare, and tells nothing. */
  readonly telling: Float64Array
  /** By its rarity, but a small word counts more beside a rare one. */
  readonly said: Float64Array
  /** The same, the more it tells about the domain's groups. */
  readonly near: Float64Array
  /** How much it is asked for in what an example says: a noun that tells topics apart most, or what is done to it as well. */
  readonly named: Float64Array
  readonly asked: Float64Array
  /** Whether a text wants another kind of answer than a title does. */
  readonly isOtherwise: (title: Iterable<number>) => (text: Iterable<number>) => boolean
}

/** Requests that ask one thing. */
export interface Core {
  readonly members: readonly number[]
  /** The one that most of them are like. */
  readonly example: number
  /** What they say on the mean; null where they were chosen for saying all that the example says. */
  readonly centre: ReadonlyMap<number, number> | null
}

/** Fewer requests ask nothing that is worth a topic of its own. */
const FEWEST = 8
/** How alike the first of a core are to its example, and all to its centre, by words that tell. */
const ALIKE = 0.45
const NEAR = 0.4
/** What it is worth to an example that a text is like it at all. */
const SOME = 0.1
const ROUNDS = 2
/** So often cores are looked for in what is left by those before. */
const AGAIN = 4
/**
 * Requests that ask one thing are so alike, every two on the mean, by the rarity of their words: cores of a bank's requests are
 * at .39 to .53, those which have no more than a noun in common at .24 to .33 (docs/mining.md).
 */
const ONE_QUESTION = 0.38
/** Where a noun alone makes them alike, more is asked for. */
const ONE_QUESTION_STRICTLY = 0.4
/**
 * How like its example a request is at least, small words counting too: "how do I verify it" and "why can't I verify it" have
 * all others in common.
 */
const LIKE = 0.35
export const SMALL_WORDS = 0.6
/** And it has such a share of the nouns that the example names. */
const NAMES = 0.85
/** Where a noun alone makes them alike, it is so like it by rarity, and has such a share of what the example says. */
const LIKE_BY_RARITY = 0.38
const SAYS_ALL = 0.9
/** Examples that are tried where a noun alone makes requests alike. */
const TRIED = 12
/** Words that are worth less, squared, bring no request near another. */
const LEAST_VALUE = 0.3
/** By such powers of what words tell. */
const TELLS = 0.25
/** What the words of a domain are worth, by the share of its texts that hold each, and what it tells about its topics. */
export function valuesOfWords({ words, requests, shares, weights }: TopicModel): WordValues {
  const rarity = Float64Array.from(shares, (share) => Math.max(0, Math.log((requests + 1) / (share * requests + 0.5))))
  const tells = (w: number): number => (weights[w] ?? 0) ** TELLS
  return {
    rarity,
    telling: rarity.map((value, w) => value * tells(w)),
    said: rarity.map((value) => value ** SMALL_WORDS),
    near: rarity.map((value, w) => value ** SMALL_WORDS * tells(w)),
    named: rarity.map((value, w) => (value > 0 ? (weights[w] ?? 0) ** 2 : 0)),
    asked: rarity.map((value, w) => value * value * tells(w)),
    isOtherwise: openWaysOfAsking(words),
  }
}

/** How a text is compared: its words, and what they are worth. */
type Words = ArrayLike<number> & Iterable<number>

/** How like an example other texts are (cosine). */
function likenessTo(example: Words, values: Float64Array): (words: Words) => number {
  const has = new Set(example)
  const length = lengthOf(example, values)
  return (words) => {
    let shared = 0
    for (const w of words) if (has.has(w)) shared += (values[w] ?? 0) ** 2
    return shared === 0 ? 0 : shared / (length * lengthOf(words, values))
  }
}

/**
 * How much it counts that a text asks what the example of a core asks; 0 where it does not. `isStrict`: where a noun alone makes
 * its requests alike.
 */
export function asksLike(example: Words, values: WordValues, isStrict: boolean): (words: Words) => number {
  const likeness = likenessTo(example, isStrict ? values.rarity : values.said)
  const share = shareSaid(example, isStrict ? values.asked : values.named)
  const [like, most] = isStrict ? [LIKE_BY_RARITY, SAYS_ALL] : [LIKE, NAMES]
  const isOtherwise = values.isOtherwise(example)
  return (words) => {
    if (isOtherwise(words)) return 0
    const alike = above(likeness(words), like)
    return alike > 0 && share(words) >= most ? alike : 0
  }
}

/** The share of what an example says that other texts say, too. */
function shareSaid(example: Words, values: Float64Array): (words: Words) => number {
  let all = 0
  for (const w of example) all += values[w] ?? 0
  return (words) => {
    const has = new Set(words)
    let said = 0
    for (const w of example) if (has.has(w)) said += values[w] ?? 0
    return said / (all || 1)
  }
}

const above = (likeness: number, least: number): number => (likeness >= least ? likeness - least + SOME : 0)

/** How near a text is to the centre of a core (cosine), where it is near at all; else 0. */
export function nearCentre(words: Words, centre: ReadonlyMap<number, number>, { telling }: WordValues): number {
  let product = 0
  for (const w of words) product += (telling[w] ?? 0) * (centre.get(w) ?? 0)
  const likeness = product === 0 ? 0 : product / lengthOf(words, telling)
  return likeness > NEAR ? likeness : 0
}

function lengthOf(words: Words, values: Float64Array): number {
  let squares = 0
  for (const w of words) squares += (values[w] ?? 0) ** 2
  return Math.sqrt(squares) || 1
}

/**
 * What is asked again and again among these texts of one group: cores of texts that are like one of them, which may be an
 * example of what they ask. Texts that ask what hardly anybody else does are in none.
 */
export function coresAmong(
  bags: Bags,
  values: WordValues,
  texts: readonly number[],
  mayBeExample: (text: number) => boolean,
): readonly Core[] {
  const wordsOf = (text: number): Int32Array => bags.words.subarray(bags.starts[text], bags.starts[text + 1])
  const among: Among = { values, wordsOf, mayBeExample }
  const found: Core[] = []
  let left = texts
  for (let round = 0; round < AGAIN; round++) {
    const more = coresIn(among, left)
    if (more.length === 0) break
    found.push(...more)
    const taken = new Set(more.flatMap(({ members }) => members))
    left = left.filter((text) => !taken.has(text))
  }
  return found
}

function coresIn(among: Among, texts: readonly number[]): readonly Core[] {
  const close: (readonly number[])[] = []
  const loose: (readonly number[])[] = []
  for (const members of grown(among, texts)) {
    if (coherence(among, members) >= ONE_QUESTION) close.push(members)
    else loose.push(members)
  }
  return [
    ...close.flatMap((members) => trimmed(among, members)),
    ...loose.flatMap((members) => sayingTheSame(among, members)),
  ]
}

interface Among {
  readonly values: WordValues
  readonly wordsOf: (text: number) => Int32Array
  readonly mayBeExample: (text: number) => boolean
}

/** What texts say together: of each word the sum of its values, in texts of length 1. */
function sumOf(
  { wordsOf }: Pick<Among, 'wordsOf'>,
  texts: readonly number[],
  values: Float64Array,
): ReadonlyMap<number, number> {
  const sum = new Map<number, number>()
  for (const text of texts) {
    const words = wordsOf(text)
    const length = lengthOf(words, values)
    for (const w of words) sum.set(w, (sum.get(w) ?? 0) + (values[w] ?? 0) / length)
  }
  return sum
}

function centreOf(
  among: Pick<Among, 'wordsOf'>,
  texts: readonly number[],
  values: Float64Array,
): ReadonlyMap<number, number> {
  const sum = sumOf(among, texts, values)
  const length = Math.sqrt(product(sum, sum)) || 1
  return new Map([...sum].map(([w, value]) => [w, value / length]))
}

function product(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const [w, value] of one) sum += value * (other.get(w) ?? 0)
  return sum
}

/** How alike texts are, every two on the mean, by the rarity of their words. */
function coherence(among: Among, texts: readonly number[]): number {
  const sum = sumOf(among, texts, among.values.rarity)
  return (product(sum, sum) - texts.length) / (texts.length * (texts.length - 1) || 1)
}

/**
 * Cores around the texts that most others are like, one after the other (leader clustering), then each text with the nearest
 * centre, if one is near (spherical k-means with a bound).
 */
function grown(among: Among, texts: readonly number[]): readonly (readonly number[])[] {
  const near = neighbours(among, texts)
  let core = new Int32Array(texts.length).fill(-1)
  const worth = near.map((own) => own.reduce((sum, one) => sum + one.worth, 0))
  let count = 0
  for (;;) {
    const best = nextLeader(near, worth, core)
    if (best < 0) break
    for (const { at } of near[best] ?? []) if (core[at] === -1) core[at] = count
    count++
  }
  for (let round = 0; round < ROUNDS; round++) core = toNearest(among, texts, core, count)
  const cores = Array.from({ length: count }, (): number[] => [])
  core.forEach((k, at) => cores[k]?.push(texts[at] ?? 0))
  return cores.filter((members) => members.length >= FEWEST)
}

/** A text that is like another, by its place, and what that is worth. */
interface Neighbour {
  readonly at: number
  readonly worth: number
}

/** The text that most of those in no core are like; what texts are worth only falls, and is worked out when it matters. */
function nextLeader(near: readonly (readonly Neighbour[])[], worth: number[], core: Int32Array): number {
  let best = -1
  let most = 0
  for (const at of [...worth.keys()].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0))) {
    if ((worth[at] ?? 0) <= most) break
    const free = core[at] === -1 ? (near[at] ?? []).filter((one) => core[one.at] === -1) : []
    const now = free.length < FEWEST ? 0 : free.reduce((sum, one) => sum + one.worth, 0)
    worth[at] = now
    if (now > most) [most, best] = [now, at]
  }
  return best
}

/** For each text that may be an example those that are like it, where they are enough. */
function neighbours({ values, wordsOf, mayBeExample }: Among, texts: readonly number[]): readonly Neighbour[][] {
  const holders = new Map<number, number[]>()
  const lengths = texts.map((text) => lengthOf(wordsOf(text), values.telling))
  texts.forEach((text, at) => {
    for (const w of wordsOf(text)) {
      const own = holders.get(w)
      if (own) own.push(at)
      else holders.set(w, [at])
    }
  })
  const shared = new Float64Array(texts.length)
  return texts.map((text, from) => {
    if (!mayBeExample(text)) return []
    const touched: number[] = []
    for (const w of wordsOf(text)) {
      const value = (values.telling[w] ?? 0) ** 2
      if (value < LEAST_VALUE) continue
      for (const at of holders.get(w) ?? []) {
        if (shared[at] === 0) touched.push(at)
        shared[at] = (shared[at] ?? 0) + value
      }
    }
    const near = touched.flatMap((at) => {
      const worth = above((shared[at] ?? 0) / ((lengths[from] ?? 1) * (lengths[at] ?? 1)), ALIKE)
      return worth > 0 ? { at, worth } : []
    })
    for (const at of touched) shared[at] = 0
    return near.length >= FEWEST ? near : []
  })
}

function toNearest(among: Among, texts: readonly number[], core: Int32Array, count: number): Int32Array<ArrayBuffer> {
  const members = Array.from({ length: count }, (): number[] => [])
  core.forEach((k, at) => members[k]?.push(texts[at] ?? 0))
  const centres = members.map((own) => centreOf(among, own, among.values.telling))
  return Int32Array.from(texts, (text) => {
    let best = -1
    let most = 0
    centres.forEach((centre, k) => {
      const likeness = nearCentre(among.wordsOf(text), centre, among.values)
      if (likeness > most) [most, best] = [likeness, k]
    })
    return best
  })
}

/** The core without those that are not like its example. */
function trimmed(among: Among, members: readonly number[]): readonly Core[] {
  const found = exampleOf(among, members, members.filter(among.mayBeExample), false)
  if (!found) return []
  return [{ ...found, centre: centreOf(among, found.members, among.values.telling) }]
}

/** Where a noun alone makes requests alike: those which have all that an example says, one example after the other. */
function sayingTheSame(among: Among, members: readonly number[]): readonly Core[] {
  const cores: Core[] = []
  const vain = new Set<number>()
  let left = members
  for (let tried = 0; tried < TRIED; tried++) {
    const examples = left.filter((text) => among.mayBeExample(text) && !vain.has(text))
    const found = exampleOf(among, left, examples, true)
    if (!found) break
    if (coherence(among, found.members) < ONE_QUESTION_STRICTLY) {
      vain.add(found.example)
      continue
    }
    const taken = new Set(found.members)
    left = left.filter((text) => !taken.has(text))
    cores.push({ ...found, centre: null })
  }
  return cores
}

/** The text that is worth most as an example, with those that ask what it asks, where they are enough. */
function exampleOf(
  { values, wordsOf }: Among,
  members: readonly number[],
  examples: readonly number[],
  isStrict: boolean,
): { readonly example: number; readonly members: readonly number[] } | undefined {
  let best: { readonly example: number; readonly members: readonly number[] } | undefined
  let most = 0
  for (const example of examples) {
    const asks = asksLike(wordsOf(example), values, isStrict)
    let worth = 0
    const asking = members.filter((text) => {
      const own = asks(wordsOf(text))
      worth += own
      return own > 0
    })
    if (asking.length >= FEWEST && worth > most) [most, best] = [worth, { example, members: asking }]
  }
  return best
}
