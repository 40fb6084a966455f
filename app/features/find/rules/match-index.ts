import { fieldWorth, rarity } from '#app/text/bm25f.ts'
import { openSpelling, type Spelling } from '#app/text/spelling.ts'
import { lookFor, measure, type CloseLook } from './close-look.ts'
import { mutualLikeness } from './mutual-likeness.ts'
import type { Documents } from './documents.ts'
import { openGrams } from './grams.ts'
import { stemmedForm } from './lexicon.ts'
import { countPairs } from './pairs.ts'
import { invert } from './postings.ts'
import { readWords } from './query-words.ts'
import { weigh, type Wants } from './wants.ts'

/** A question to find the like of. */
export interface MatchQuery {
  readonly title: string
  readonly text: string
  /** Documents to put in order, as a search engine found them: its order counts as a prior. */
  readonly candidates?: readonly string[] | undefined
}

/** A collection that can be asked what is nearest. */
export interface MatchIndex {
  /** Ids of documents, best first: the candidates where given, else the best `most` of all. */
  rank(query: MatchQuery, most: number): readonly string[]
}

/** What the first candidate is given for being first; the n-th is given an n-th of it. */
const PRIOR = 0.3
/** What a candidate is given for being all that the others are. */
const MUTUAL_LIKENESS = 4
/** Threads that words alone choose, to be looked at closely. */
const LOOKED_AT = 300
/** Words that choose them: the most telling ones. */
const CHOOSING = 24
/** Of very many forms those of one thread are mostly slips themselves, and nobody means them. */
const MANY_FORMS = 50_000

/**
 * Makes documents ready to be matched: BM25 with fields over stems, pairs of neighbours and grams. Words choose the
 * threads worth a closer look from an inverted index; then all three count.
 */
export function openMatchIndex(documents: Documents): MatchIndex {
  const { lexicon, threads } = documents
  const postings = invert(documents)
  const lengths = measure(documents)
  const pairs = countPairs(documents, lengths.allWords)
  const grams = openGrams(documents)
  const stemOf = (form: string): number => lexicon.stemNamed(stemmedForm(form))
  const countOf = (form: string): number => postings.count(stemOf(form))
  const spelling = spellingOf(documents)
  const scores = new Float64Array(threads)
  const rarities = {
    stemOf,
    word: (stem: number) => rarity(postings.count(stem), threads),
    pair: (pair: number) => (pair < 0 ? rarity(0, threads) : pairs.rarity(pair)),
    gram: (gram: string) => grams.rarity(gram),
  }

  /** The threads that have most of the most telling words; all of a small collection. */
  const chosen = ({ words, textWeight }: Wants): readonly number[] => {
    if (threads <= LOOKED_AT) return Array.from({ length: threads }, (_, thread) => thread)
    const met: number[] = []
    const telling = [...words].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, CHOOSING)
    for (const [stem, weight] of telling) {
      postings.each(stem, (thread, inTitle, inText) => {
        const before = scores[thread] ?? 0
        if (before === 0) met.push(thread)
        scores[thread] = before + weight * fieldWorth(inTitle, inText, lengths.words(thread), textWeight)
      })
    }
    const best = bestOf(met, (thread) => scores[thread] ?? 0, LOOKED_AT)
    for (const thread of met) scores[thread] = 0
    return best
  }

  const worthOf = (look: CloseLook, thread: number): number =>
    look.worth(documents.documentsOf(thread), { words: lengths.words(thread), grams: lengths.grams(thread) })

  /** The documents of a thread, the best first. */
  const inOrder = (look: CloseLook, thread: number): readonly number[] => {
    const all = documents.documentsOf(thread)
    if (all.length === 1) return all
    const own = { words: lengths.words(thread), grams: lengths.grams(thread) }
    const worths = new Map(all.map((document) => [document, look.worth([document], own)]))
    return [...all].sort((a, b) => (worths.get(b) ?? 0) - (worths.get(a) ?? 0) || a - b)
  }

  const rankAll = (look: CloseLook, wants: Wants, most: number): readonly string[] => {
    const worths = new Map(chosen(wants).map((thread) => [thread, worthOf(look, thread)]))
    const ranked: string[] = []
    for (const [thread, worth] of [...worths].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
      if (worth === 0 || ranked.length >= most) break
      for (const document of inOrder(look, thread)) ranked.push(documents.ids[document] ?? '')
    }
    return ranked.slice(0, most)
  }

  const rankThese = (look: CloseLook, candidates: readonly string[]): readonly string[] => {
    const ids = [...new Set(candidates)]
    const threadOf = (id: string): number | undefined => {
      const document = documents.numberOf(id)
      return document === undefined ? undefined : documents.threadOf(document)
    }
    const places = new Map<number, number>()
    ids.forEach((id, at) => {
      const thread = threadOf(id)
      if (thread !== undefined && !places.has(thread)) places.set(thread, at)
    })
    const alike = mutualLikeness([...places.keys()], documents, rarities.word)
    const worths = new Map<number | undefined, number>(
      [...places].map(([thread, at], n) => [
        thread,
        worthOf(look, thread) + PRIOR / (at + 1) + MUTUAL_LIKENESS * (alike[n] ?? 0),
      ]),
    )
    const worth = (id: string): number => worths.get(threadOf(id)) ?? -1
    return ids.sort((a, b) => worth(b) - worth(a))
  }

  return {
    rank({ title, text, candidates }, most) {
      const parts = [title, text].map((part) => readWords(part, lexicon, spelling, countOf))
      const wants = weigh(parts, rarities)
      const look = lookFor(wants, documents, grams)
      return candidates ? rankThese(look, candidates) : rankAll(look, wants, most)
    },
  }
}

/** The words that may be meant, made ready when the first unknown word is asked for. */
function spellingOf(documents: Documents): Spelling {
  const { lexicon, threads } = documents
  let opened: Spelling | null = null
  const open = (): Spelling => {
    const counts = new Uint32Array(lexicon.forms.length)
    const last = new Int32Array(lexicon.forms.length).fill(-1)
    for (let thread = 0; thread < threads; thread++) {
      documents.eachWord(thread, (form) => {
        if (last[form] !== thread) counts[form] = (counts[form] ?? 0) + 1
        last[form] = thread
      })
    }
    const least = lexicon.forms.length > MANY_FORMS ? 2 : 1
    const meant = lexicon.forms.flatMap((word, form) =>
      (counts[form] ?? 0) >= least && !/\p{N}/u.test(word) ? [form] : [],
    )
    return openSpelling(
      meant.map((form) => lexicon.form(form)),
      meant.map((form) => counts[form] ?? 0),
    )
  }
  return { correct: (word) => (opened ??= open()).correct(word) }
}

/** The best so many of a list, best first, of equals the first: kept in order while going through. */
function bestOf(all: readonly number[], worthOf: (one: number) => number, most: number): number[] {
  const best: number[] = []
  let least = -Infinity
  for (const one of all) {
    const worth = worthOf(one)
    if (best.length === most && worth <= least) continue
    let [from, to] = [0, best.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (worthOf(best[middle] ?? 0) >= worth) from = middle + 1
      else to = middle
    }
    best.splice(from, 0, one)
    if (best.length > most) best.pop()
    least = worthOf(best.at(-1) ?? 0)
  }
  return best
}
