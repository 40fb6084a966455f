import { wordsIn, type Corpus } from './corpus.ts'
import { randomFrom } from './random.ts'

/** The same letter sent many times, word for word or filled in differently. */
export interface Letter {
  /** Words that nearly all its texts have. */
  readonly core: readonly number[]
  /** Its texts, and how many requests say them. */
  readonly texts: readonly number[]
  readonly requests: number
}

/** So many requests with one wording are a letter. */
const LEAST = 12
/** A shorter text is a common question, which several ask in the same words without copying. */
const SHORTEST = 10
/** Texts that have this much of their words in common are looked at together (P. Jaccard, 1912). */
const ALIKE = 0.65
/** A word of this share of the texts belongs to the letter; one of less than that share is filled in. */
const CORE = 0.8
const FILLED_IN = 0.1
/** A text of a letter consists of it at least so far. */
const CONSISTS = 0.7
/** Where the texts have so many words in common, what else differs is a detail of one letter. */
const LONG = 20
/** Two letters that share so much of what all their texts have are one. */
const ONE_CORE = 0.9
/** Signatures: so many bands of so many smallest hashes. At .8 in common all but one of 1,000 share a band, at .2 one of 50. */
const BANDS = 14
const ROWS = 4
/** Bands that fewer texts share lead to no letter. */
const SHARED = 4
const SLOTS = 1 << 20

/**
 * Finds form letters: texts that share most words are found by signatures of smallest hashes (A. Broder, "On the
 * resemblance and containment of documents", 1997) and gathered round the first of them. What is filled in
 * (names, figures) differs from text to text; where a word stands in a good part of the texts and not in the rest, it
 * is two letters, or one question asked in two ways, and the group is parted there.
 */
export function findLetters(corpus: Corpus, among: readonly number[]): readonly Letter[] {
  const letters: Letter[] = []
  for (const texts of gather(corpus, among)) settle(corpus, texts, letters)
  return withStragglers(corpus, among, joinedUp(letters))
}

/** Letters with the texts that were missed: those that have nearly all of the core and consist of it. */
function withStragglers(corpus: Corpus, among: readonly number[], letters: readonly Letter[]): readonly Letter[] {
  const taken = new Set(letters.flatMap(({ texts }) => texts))
  return letters.map((letter) => {
    const core = new Set(letter.core)
    const more = among.filter((text) => {
      if (taken.has(text)) return false
      const words = wordsIn(corpus, text)
      if (words.length < CORE * core.size || words.length * CONSISTS > core.size) return false
      const has = words.reduce((sum, word) => sum + (core.has(word) ? 1 : 0), 0)
      return has >= CORE * core.size && has >= CONSISTS * words.length
    })
    for (const text of more) taken.add(text)
    const texts = [...letter.texts, ...more].sort((a, b) => a - b)
    return { ...letter, texts, requests: requestsOf(corpus, texts) }
  })
}

/** Letters of one wording are one letter, though they were gathered apart. */
function joinedUp(letters: readonly Letter[]): readonly Letter[] {
  const joined: Letter[] = []
  for (const letter of [...letters].sort((a, b) => b.requests - a.requests)) {
    const at = joined.findIndex(({ core }) => shareOf(core, letter.core) >= ONE_CORE)
    const same = joined[at]
    if (!same) joined.push(letter)
    else {
      const texts = [...same.texts, ...letter.texts].sort((a, b) => a - b)
      joined[at] = { core: same.core, texts, requests: same.requests + letter.requests }
    }
  }
  return joined
}

function shareOf(one: readonly number[], other: readonly number[]): number {
  const words = new Set(one)
  const shared = other.filter((word) => words.has(word)).length
  return shared / (words.size + other.length - shared)
}

/** A question of fewer words says too little to be one. */
const FEWEST_WORDS = 3

/** Texts that many send in exactly the same words, however few these are; figures may differ. */
export function sameWords(corpus: Corpus, among: readonly number[]): readonly Letter[] {
  const groups = new Map<string, number[]>()
  for (const text of among) {
    const words = wordsIn(corpus, text)
    if (words.length < FEWEST_WORDS) continue
    const key = words.toSorted().join(' ')
    const group = groups.get(key)
    if (group) group.push(text)
    else groups.set(key, [text])
  }
  return [...groups.values()].flatMap((texts) => {
    const requests = requestsOf(corpus, texts)
    if (requests < LEAST) return []
    return { core: [...wordsIn(corpus, texts[0] ?? 0)], texts, requests }
  })
}

const requestsOf = ({ times }: Corpus, texts: readonly number[]): number =>
  texts.reduce((sum, text) => sum + (times[text] ?? 0), 0)

/** Groups of texts that share most of their words with the first of their group. */
function gather(corpus: Corpus, among: readonly number[]): readonly (readonly number[])[] {
  const { long, signatures } = signaturesOf(corpus, among)
  const crowd = new Uint16Array(SLOTS)
  const weightOf = (text: number): number => corpus.times[text] ?? 1
  long.forEach((text, at) => {
    for (let band = 0; band < BANDS; band++) {
      const slot = (signatures[at * BANDS + band] ?? 0) & (SLOTS - 1)
      crowd[slot] = Math.min(60_000, (crowd[slot] ?? 0) + weightOf(text))
    }
  })
  const leaders = new Map<number, number[]>()
  const groups = new Map<number, number[]>()
  const stamps = new Int32Array(corpus.words.length).fill(-1)
  long.forEach((text, at) => {
    const keys: number[] = []
    for (let band = 0; band < BANDS; band++) {
      const key = signatures[at * BANDS + band] ?? 0
      if ((crowd[key & (SLOTS - 1)] ?? 0) >= SHARED) keys.push(key)
    }
    if (keys.length === 0) return
    const met = new Set(keys.flatMap((key) => leaders.get(key) ?? []))
    const own = wordsIn(corpus, text)
    for (const word of own) stamps[word] = text
    // The first leader, so that one that was missed for once gathers no letter of its own.
    for (const leader of [...met].sort((a, b) => a - b)) {
      const others = wordsIn(corpus, leader)
      if (Math.min(own.length, others.length) < ALIKE * Math.max(own.length, others.length)) continue
      let shared = 0
      for (const word of others) if (stamps[word] === text) shared++
      const alike = shared / (own.length + others.length - shared)
      if (alike < ALIKE) continue
      groups.get(leader)?.push(text)
      return
    }
    groups.set(text, [text])
    for (const key of keys) leaders.set(key, [...(leaders.get(key) ?? []), text])
  })
  return [...groups.values()].filter((texts) => requestsOf(corpus, texts) >= LEAST)
}

function signaturesOf(
  corpus: Corpus,
  among: readonly number[],
): { readonly long: readonly number[]; readonly signatures: Int32Array } {
  const random = randomFrom(1)
  const seeds = Int32Array.from({ length: BANDS * ROWS }, () => Math.floor(random() * 0x7fffffff) | 1)
  const long = among.filter((text) => wordsIn(corpus, text).length >= SHORTEST)
  const signatures = new Int32Array(long.length * BANDS)
  long.forEach((text, at) => {
    const words = wordsIn(corpus, text)
    for (let band = 0; band < BANDS; band++) {
      let key = band + 1
      for (let row = 0; row < ROWS; row++) key = mix(key ^ smallest(words, seeds[band * ROWS + row] ?? 1))
      signatures[at * BANDS + band] = key
    }
  })
  return { long, signatures }
}

function smallest(words: Int32Array, seed: number): number {
  let least = 0xffffffff
  for (const word of words) {
    const hash = mix(Math.imul(word + 1, seed)) >>> 0
    if (hash < least) least = hash
  }
  return least
}

/** The finaliser of MurmurHash3 (A. Appleby). */
function mix(number: number): number {
  let x = number
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/** Makes a letter of a group, or of its parts where a word parts it. */
function settle(corpus: Corpus, texts: readonly number[], letters: Letter[]): void {
  const requests = requestsOf(corpus, texts)
  if (requests < LEAST) return
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (const word of wordsIn(corpus, text)) counts.set(word, (counts.get(word) ?? 0) + (corpus.times[text] ?? 0))
  }
  const core = new Set([...counts].flatMap(([word, n]) => (n >= CORE * requests ? word : [])))
  const between = [...counts].filter(([, n]) => n < CORE * requests && n > FILLED_IN * requests && n >= 3)
  const [parting] = between.sort(
    ([a, n], [b, m]) => Math.abs(n / requests - 0.5) - Math.abs(m / requests - 0.5) || a - b,
  )
  if (parting && core.size < LONG) {
    const [word] = parting
    const has = (text: number): boolean => wordsIn(corpus, text).includes(word)
    settle(corpus, texts.filter(has), letters)
    settle(
      corpus,
      texts.filter((text) => !has(text)),
      letters,
    )
    return
  }
  const own = texts.filter((text) => {
    const words = wordsIn(corpus, text)
    return words.filter((word) => core.has(word)).length >= CONSISTS * words.length
  })
  const left = requestsOf(corpus, own)
  if (left >= LEAST && core.size >= CONSISTS * SHORTEST) letters.push({ core: [...core], texts: own, requests: left })
}
