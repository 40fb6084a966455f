import type { Router } from '../types.ts'
import { agreementOf } from './agreement.ts'
import { drawBorder } from './border.ts'
import { wordsIn, type Corpus } from './corpus.ts'
import { languageSides } from './languages.ts'
import { countUp, randomFrom, shuffle, type Random } from './random.ts'
import { hashOf } from './sample.ts'
import { bestGrouping, type Weighted } from './split.ts'
import { groupStandingOut } from './standing-out.ts'

/** The domains of a corpus, the way to each, and its texts, numbered as in the corpus. */
export interface DomainsFound {
  readonly router: Router
  readonly texts: readonly (readonly number[])[]
}

/** A smaller domain can't be told from a subject. */
const LEAST = 400
/** Texts that the search looks at, and each test by halves. */
const LOOKED_AT = 6000
const TESTED = 2400
/** How many groups are tried, one after the other. */
const MOST_GROUPS = 8
const GROUPS = [2, 3, 4, MOST_GROUPS]
const RESTARTS = 5
const HALVINGS = 6
/** In so few groups those that are few themselves get lost, so they are also looked at beside as many others. */
const FEW_GROUPS = 3
/** What the halves agree at least then: tight topics agree more beside as many others. */
const AGREES_BESIDE = 0.4
/** Halvings that may fail, and what the halves agree beyond chance in one that does not. */
const MAY_FAIL = 1
const AGREES = 0.2
/** Words that a text says in full; what a longer one says counts less a word. */
const FULL = 12
/** Words of a text that each test looks at. */
const MOST_WORDS = 24
const MASS = 1000
const LEAST_TEXTS = 2

/**
 * Finds the domains of a corpus: brands, products, languages, channels that happen to be mined together. A *subject*
 * hangs on a few nouns, which fall into one half when the vocabulary is halved by chance; a *domain* is told by any half
 * of its words. So a group of texts is a domain's when those who see only one half of the vocabulary find the same
 * group as those who see the other (stability under a split of the features, in the manner of A. Ben-Hur and
 * others, 2002). Languages come first, since they are known for certain. Yields the texts that are settled.
 */
export function* findDomains(
  corpus: Corpus,
  texts: readonly number[],
  seed: number,
  textOf: (text: number) => string,
): Generator<number, DomainsFound> {
  const found: (readonly number[])[] = []
  let settled = 0
  const part = function* (own: readonly number[], mayBeLanguages: boolean): Generator<number, Router> {
    yield settled
    const languages = mayBeLanguages ? languageSides(corpus, own, textOf) : undefined
    const given = languages ?? findSides(corpus, own, seed + found.length)
    if (given) {
      const sided = { ...corpus, texts: own, wordCount: corpus.words.length }
      const { sides, border } = drawBorder(sided, given, languages !== undefined)
      const [left, right] = [own.filter((_, i) => sides[i] === 0), own.filter((_, i) => sides[i] === 1)] as const
      const least = languages ? 1 : LEAST / 2
      if (Math.min(left.length, right.length) >= least) {
        const first = yield* part(left, languages !== undefined)
        return { border, sides: [first, yield* part(right, languages !== undefined)] }
      }
    }
    settled += own.length
    found.push(own)
    return { domain: found.length - 1 }
  }
  const router = yield* part(texts, true)
  return { router, texts: found }
}

/** Two sides of these texts, where there are two domains at least: 0, 1, or -1 for those not looked at. */
function findSides(corpus: Corpus, texts: readonly number[], seed: number): Int8Array | undefined {
  if (texts.length < 2 * LEAST) return undefined
  const random = randomFrom(seed * 6151 + 17)
  const order = shuffle(countUp(texts.length), random).slice(0, LOOKED_AT)
  const looked = Array.from(order, (i) => texts[i] ?? 0)
  const share = looked.length / texts.length
  const whole = pack(corpus, looked, () => true, Infinity)
  for (const groups of GROUPS) {
    const mass = ((MASS * 2) / groups) * share
    const { assignment } = bestGrouping(whole, groups, mass, RESTARTS, random)
    const candidates = candidatesOf(assignment, groups, LEAST * share)
    const best =
      testByHalves(corpus, looked, { assignment, candidates, groups }, texts.length, random) ??
      (groups === MOST_GROUPS ? groupStandingOut(corpus, looked, assignment, candidates) : -1)
    if (best < 0) continue
    const sides = new Int8Array(texts.length).fill(-1)
    order.forEach((i, at) => (sides[i] = assignment[at] === best ? 1 : 0))
    return sides
  }
  return undefined
}

function candidatesOf(assignment: Int32Array, groups: number, least: number): readonly number[] {
  const sizes = new Int32Array(groups)
  for (const k of assignment) sizes[k] = (sizes[k] ?? 0) + 1
  // Of two groups either is the other's complement.
  const all = groups === 2 ? [0] : [...sizes.keys()]
  return all.filter((k) => (sizes[k] ?? 0) >= least && assignment.length - (sizes[k] ?? 0) >= least)
}

/** A grouping of the texts looked at, and which of its groups may be a domain. */
interface Tried {
  readonly assignment: Int32Array
  readonly candidates: readonly number[]
  readonly groups: number
}

/** The group that both halves of the vocabulary tell best, if any does. */
function testByHalves(
  corpus: Corpus,
  looked: readonly number[],
  tried: Tried,
  all: number,
  random: Random,
): number | undefined {
  const { assignment, candidates, groups } = tried
  const asTheyAre = openHalves(corpus, looked, countUp(Math.min(TESTED, looked.length)), groups, all, random)
  let [best, most] = [-1, 0]
  for (const candidate of candidates) {
    let value = agreementOn(candidate, assignment, groups, asTheyAre)
    if (value === 0 && groups <= FEW_GROUPS) {
      const beside = openHalves(corpus, looked, evenly(assignment, candidate), groups, all, random)
      value = agreementOn(candidate, assignment, groups, beside)
      if (value < AGREES_BESIDE) continue
    }
    if (value > most) [best, most] = [candidate, value]
  }
  return best < 0 ? undefined : best
}

/** As many other texts as there are of one group; a tenth of all may be found by neither half. */
function evenly(assignment: Int32Array, candidate: number): Int32Array {
  const inside = countUp(assignment.length).filter((i) => assignment[i] === candidate)
  const outside = countUp(assignment.length).filter((i) => assignment[i] !== candidate)
  const each = Math.min(TESTED / 2, inside.length)
  return Int32Array.from([...inside.slice(0, each), ...outside.slice(0, each)])
}

/** Texts, and how they are grouped by those who see one half of the vocabulary or the other. */
interface Halves {
  readonly tested: Int32Array
  readonly grouped: (halving: number) => readonly Int32Array[]
}

function openHalves(
  corpus: Corpus,
  looked: readonly number[],
  tested: Int32Array,
  groups: number,
  all: number,
  random: Random,
): Halves {
  const texts = Array.from(tested, (i) => looked[i] ?? 0)
  const mass = ((MASS * 2) / groups) * (texts.length / all)
  const known: (readonly Int32Array[])[] = []
  return {
    tested,
    grouped(halving) {
      const halfOf = (word: string): boolean => hashOf(word, 7919 + halving) % 2 === 0
      return (known[halving] ??= [true, false].map((half) => {
        const seen = pack(corpus, texts, (word) => halfOf(word) === half, MOST_WORDS)
        return bestGrouping(seen, groups, mass, RESTARTS, random).assignment
      }))
    },
  }
}

/** How well both halves agree on one group, in the middle of several halvings; 0 where it fails. */
function agreementOn(candidate: number, assignment: Int32Array, groups: number, { tested, grouped }: Halves): number {
  const values: number[] = []
  for (let halving = 0; halving < HALVINGS; halving++) {
    const [one, other] = grouped(halving).map((found) => mostlyIn(found, tested, assignment, candidate, groups))
    values.push(one && other ? agreementOf(one, other).adjusted() : 0)
    if (values.filter((value) => value < AGREES).length > MAY_FAIL) return 0
  }
  values.sort((a, b) => a - b)
  return ((values[HALVINGS / 2 - 1] ?? 0) + (values[HALVINGS / 2] ?? 0)) / 2
}

/** Which texts are in groups of `found` that lie in candidate `k` for more than half. */
function mostlyIn(
  found: Int32Array,
  tested: Int32Array,
  assignment: Int32Array,
  k: number,
  groups: number,
): Int32Array {
  const inside = new Int32Array(groups)
  const sizes = new Int32Array(groups)
  found.forEach((group, i) => {
    sizes[group] = (sizes[group] ?? 0) + 1
    if (assignment[tested[i] ?? 0] === k) inside[group] = (inside[group] ?? 0) + 1
  })
  return found.map((group) => (2 * (inside[group] ?? 0) > (sizes[group] ?? 0) ? 1 : 0))
}

/** These texts by words that two of them have and `isSeen` lets through. */
function pack(corpus: Corpus, texts: readonly number[], isSeen: (word: string) => boolean, most: number): Weighted {
  const frequency = new Int32Array(corpus.words.length)
  for (const text of texts) for (const w of wordsIn(corpus, text)) frequency[w] = (frequency[w] ?? 0) + 1
  const numbers = new Int32Array(corpus.words.length).fill(-1)
  let wordCount = 0
  frequency.forEach((n, w) => {
    if (n >= LEAST_TEXTS && isSeen(corpus.words[w] ?? '')) numbers[w] = wordCount++
  })
  const starts = new Int32Array(texts.length + 1)
  const pulls = new Float32Array(texts.length)
  const words: number[] = []
  texts.forEach((text, i) => {
    let length = 0
    for (const w of wordsIn(corpus, text)) {
      const number = numbers[w] ?? -1
      if (number < 0) continue
      if (length === most) break
      words.push(number)
      length++
    }
    starts[i + 1] = words.length
    pulls[i] = Math.min(1, FULL / Math.max(1, length))
  })
  return { count: texts.length, wordCount, starts, words: Int32Array.from(words), pulls }
}
