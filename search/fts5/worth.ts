import { fieldWorth } from '#app/text/bm25f.ts'
import { stem } from '#app/text/stem.ts'
import { telling, waysOf, type ReadWord, type Way } from './query.ts'
import { ALIAS_WEIGHT, TITLE_WEIGHT } from './tables.ts'
import { CODE, codeAt, countOf, hashOf, type Terms } from './terms.ts'

/** Neighbours of the query that are neighbours in the title, beside words, which count 1 in all. */
const PAIRS = 0.3
/** A title that holds all that is wanted is worth so much more, one that holds half of it a quarter of that. */
const HELD = 0.5
/** A title that has all words in the very form that was typed is worth so much more. */
const AS_TYPED = 0.12
/** Words of a middling title. */
const MIDDLING = 9
/** Another phrasing of the same question counts nearly as much. */
const PHRASING = 0.7
/** How much a title's and a phrasing's words count in BM25 beside a text's, its saturation, and its share of length (Robertson and Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

interface Wanted {
  /** Place of the word in the query. */
  readonly at: number
  /** Its share of all that is wanted, less for a way of reading it that is less likely. */
  readonly share: number
  /** Where it is one word of a phrase that is looked for: how many the phrase has. */
  readonly of: number
  /** How rare it is, shared by the words of a phrase; 0 for small words. */
  readonly rarity: number
}

/** What documents' words are worth to a query, in the order in which they were added: those of title or another phrasing, and all by BM25. */
export interface Worths {
  readonly title: Float64Array
  readonly text: Float64Array
}

/**
 * Weighs documents for a query. Titles by the rules that `askwell rank` matches by (`app/features/find/rules`): how
 * rare the words are that they have, whether they stand together, and whether a title holds all of them. Everything by BM25.
 * Each document is read as it is added and not kept: the lines of two hundred long ones are more than a thread keeps of young objects.
 * `most`: how many will be added.
 */
export function openWorths(
  words: readonly ReadWord[],
  rarityOf: (word: string) => number,
  most: number,
): { readonly codes: readonly number[]; add(terms: Terms): void; all(): Worths } {
  const unique = [...new Map(words.map((word) => [word.typed, word])).values()]
  const tally = tallyFor(wantedStems(unique, rarityOf))
  const { counts, codes } = tally
  const titleOf = titleWorth(unique, tally)
  const rarities = tally.stems.map((all) => sum(all.map(({ rarity }) => rarity)))
  const titles = new Float64Array(most)
  const lengths = new Float64Array(most)
  const times = new Float64Array(most * counts.length)
  let added = 0
  return {
    /** What is looked for in them. */
    codes,
    add(terms) {
      const { line, title, phrasings } = terms
      const own = titleOf(terms, 0, title)
      const other = phrasings === title + 1 ? 0 : PHRASING * titleOf(terms, title + 1, phrasings)
      titles[added] = Math.max(own, other)
      lengths[added] = (phrasings - 1) / CODE + terms.words
      tally.clear()
      for (let at = 0; at < title; at += CODE) tally.count(line, at, TITLE_WEIGHT)
      for (let at = title + 1; at < phrasings; at += CODE) tally.count(line, at, ALIAS_WEIGHT)
      for (let place = 0; place < counts.length; place += 1)
        times[added * counts.length + place] = (counts[place] ?? 0) + countOf(terms, codes[place] ?? 0)
      added += 1
    },
    all() {
      // Those that were read tell how long a middling one is.
      const mean = Math.max(1, sum(lengths) / Math.max(1, added))
      const texts = lengths.map((length, nth) => {
        const least = K1 * (1 - B + (B * length) / mean)
        let all = 0
        for (let place = 0; place < rarities.length; place += 1) {
          const often = times[nth * rarities.length + place] ?? 0
          if (often > 0) all += ((rarities[place] ?? 0) * often * (K1 + 1)) / (often + least)
        }
        return all
      })
      return { title: titles, text: texts }
    },
  }
}

type Tally = ReturnType<typeof tallyFor>

/** Counts what is wanted among the codes of one document after the other. */
function tallyFor(wanted: ReadonlyMap<number, readonly Wanted[]>) {
  const stems = [...wanted.values()]
  const codes = [...wanted.keys()]
  const places = new Map(codes.map((code, place) => [code, place]))
  // Most codes of a document are not wanted: a small table says so without looking them up.
  const maybe = new Uint8Array(4096)
  for (const code of wanted.keys()) maybe[code & 4095] = 1
  const counts = new Uint32Array(stems.length)
  return {
    stems,
    codes,
    /** How often each is there, by its place, since they were cleared. */
    counts,
    clear(): void {
      counts.fill(0)
    },
    /** The place of the stem that stands there; -1 where it is not wanted. */
    count(line: string, at: number, times: number): number {
      const code = codeAt(line, at)
      const place = maybe[code & 4095] === 1 ? (places.get(code) ?? -1) : -1
      if (place >= 0) counts[place] = (counts[place] ?? 0) + times
      return place
    },
  }
}

/** What the words of a title or of other phrasings are worth, which stand from one place of a line to another. */
function titleWorth(words: readonly ReadWord[], tally: Tally) {
  const typedForms = new Set(words.map(({ typed }) => hashOf(typed)))
  const best = new Float64Array(words.length)
  const held = new Float64Array(words.length)
  const phrased = new Float64Array(words.length)
  const { counts } = tally
  const wantedAt = (place: number): readonly Wanted[] => (place < 0 ? NONE : (tally.stems[place] ?? NONE))
  return ({ line, phrasings, forms }: Terms, from: number, to: number): number => {
    tally.clear()
    let together = 0
    let before = NONE
    for (let at = from; at < to; at += CODE) {
      const here = wantedAt(tally.count(line, at, 1))
      if (before.length > 0 && here.length > 0 && isNext(before, here)) together += 1
      before = here
    }
    const lengths = { title: (to - from) / CODE, text: 0, meanTitle: MIDDLING, meanText: 1 }
    for (const one of [best, held, phrased]) one.fill(0)
    for (let place = 0; place < counts.length; place += 1) {
      const times = counts[place] ?? 0
      if (times === 0) continue
      const worth = fieldWorth(times, 0, lengths, 0)
      for (const { at, share, of } of wantedAt(place)) {
        best[at] = Math.max(best[at] ?? 0, (share / of) * worth)
        if (of > 1) phrased[at] = Math.min(share, (phrased[at] ?? 0) + share / of)
        else held[at] = Math.max(held[at] ?? 0, share)
      }
    }
    for (let at = 0; at < held.length; at += 1) held[at] = Math.max(held[at] ?? 0, phrased[at] ?? 0)
    const holds = sum(held)
    let typed = 0
    for (let at = phrasings + 1; at < forms; at += CODE) if (typedForms.has(codeAt(line, at))) typed += 1
    return (
      sum(best) +
      PAIRS * Math.min(1, together / Math.max(1, words.length - 1)) +
      HELD * holds * holds +
      AS_TYPED * (Math.min(typed, words.length) / Math.max(1, words.length))
    )
  }
}

const NONE: readonly Wanted[] = []

const isNext = (before: readonly Wanted[], here: readonly Wanted[]): boolean =>
  before.some((last) => here.some((one) => one.at === last.at + 1))

function wantedStems(
  words: readonly ReadWord[],
  rarityOf: (word: string) => number,
): ReadonlyMap<number, readonly Wanted[]> {
  const isTelling = new Set(telling(words))
  const worths = words.map((one) => {
    const own = Math.max(...one.ways.map(({ word, weight }) => weight * rarityOf(word)))
    // What means the same tells no more than the word itself, however rare it is.
    const worthOf = ({ word, weight }: Way): number => Math.min(own, weight * rarityOf(word))
    return waysOf(one).map((way) => ({
      stems: way.word.split(' ').map(stem),
      worth: worthOf(way),
      rarity: isTelling.has(one) ? rarityOf(way.word) : 0,
    }))
  })
  const all = sum(worths.map((ways) => Math.max(...ways.map(({ worth }) => worth)))) || 1
  const wanted = new Map<number, Wanted[]>()
  worths.forEach((ways, at) => {
    for (const way of ways) {
      for (const one of way.stems) {
        const code = hashOf(one)
        const known = wanted.get(code) ?? []
        wanted.set(code, known)
        known.push({ at, share: way.worth / all, of: way.stems.length, rarity: way.rarity / way.stems.length })
      }
    }
  })
  return wanted
}

function sum(numbers: Iterable<number>): number {
  let all = 0
  for (const one of numbers) all += one
  return all
}
