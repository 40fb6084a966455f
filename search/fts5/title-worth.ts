import { fieldWorth } from '#app/text/bm25f.ts'
import { stem } from '#app/text/stem.ts'
import { waysOf, type ReadWord, type Way } from './query.ts'

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

interface Wanted {
  /** Place of the word in the query. */
  readonly at: number
  /** Its share of all that is wanted, less for a way of reading it that is less likely. */
  readonly share: number
  /** Where it is one word of a phrase that is looked for: how many the phrase has. */
  readonly of: number
}

/**
 * What a title is worth to a query by the rules that `askwell rank` matches by (`app/features/find/rules`): how rare
 * the words are that it has, whether they stand together, and whether it holds all of them.
 */
export function titleWorth(
  words: readonly ReadWord[],
  rarityOf: (word: string) => number,
): (title: string, phrasings: string) => number {
  const unique = [...new Map(words.map((word) => [word.typed, word])).values()]
  const wanted = wantedStems(unique, rarityOf)
  const worthOf = (text: string): number => {
    const forms = formsOf(text)
    const stems = forms.map(stem)
    const best = new Float64Array(unique.length)
    const held = new Float64Array(unique.length)
    const phrased = new Float64Array(unique.length)
    const counts = new Map<string, number>()
    for (const one of stems) if (wanted.has(one)) counts.set(one, (counts.get(one) ?? 0) + 1)
    const lengths = { title: stems.length, text: 0, meanTitle: MIDDLING, meanText: 1 }
    for (const [one, count] of counts) {
      for (const { at, share, of } of wanted.get(one) ?? []) {
        best[at] = Math.max(best[at] ?? 0, (share / of) * fieldWorth(count, 0, lengths, 0))
        if (of > 1) phrased[at] = Math.min(share, (phrased[at] ?? 0) + share / of)
        else held[at] = Math.max(held[at] ?? 0, share)
      }
    }
    for (let at = 0; at < held.length; at += 1) held[at] = Math.max(held[at] ?? 0, phrased[at] ?? 0)
    const holds = sum(held)
    const together = Math.min(1, neighbours(stems, wanted) / Math.max(1, unique.length - 1))
    return sum(best) + PAIRS * together + HELD * holds * holds + AS_TYPED * shareAsTyped(forms, unique)
  }
  return (title, phrasings) => {
    const own = worthOf(title)
    return phrasings === '' ? own : Math.max(own, PHRASING * worthOf(phrasings))
  }
}

function wantedStems(
  words: readonly ReadWord[],
  rarityOf: (word: string) => number,
): ReadonlyMap<string, readonly Wanted[]> {
  const worths = words.map((one) => {
    const own = Math.max(...one.ways.map(({ word, weight }) => weight * rarityOf(word)))
    // What means the same tells no more than the word itself, however rare it is.
    const worthOf = ({ word, weight }: Way): number => Math.min(own, weight * rarityOf(word))
    return waysOf(one).map((way) => ({ stems: way.word.split(' ').map(stem), worth: worthOf(way) }))
  })
  const all = sum(worths.map((ways) => Math.max(...ways.map(({ worth }) => worth)))) || 1
  const wanted = new Map<string, Wanted[]>()
  worths.forEach((ways, at) => {
    for (const way of ways) {
      for (const one of way.stems) {
        const known = wanted.get(one) ?? []
        wanted.set(one, known)
        known.push({ at, share: way.worth / all, of: way.stems.length })
      }
    }
  })
  return wanted
}

/** How many neighbouring words of the query are neighbours in the same order. */
function neighbours(stems: readonly string[], wanted: ReadonlyMap<string, readonly Wanted[]>): number {
  let found = 0
  let before: readonly Wanted[] = []
  for (const one of stems) {
    const here = wanted.get(one) ?? []
    if (before.some((last) => here.some(({ at }) => at === last.at + 1))) found++
    before = here
  }
  return found
}

/** Which share of the words stand in a text as they were typed. */
function shareAsTyped(forms: readonly string[], words: readonly ReadWord[]): number {
  const said = new Set(forms)
  return words.filter(({ typed }) => said.has(typed)).length / Math.max(1, words.length)
}

function formsOf(text: string): readonly string[] {
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/[\u0300-\u036f]+/g, '')
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function sum(numbers: Iterable<number>): number {
  let all = 0
  for (const one of numbers) all += one
  return all
}
