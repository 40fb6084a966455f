import { fieldWorth, type FieldLengths } from '#app/text/bm25f.ts'
import type { Documents } from './documents.ts'
import type { Grams } from './grams.ts'
import { pairOf } from './pairs.ts'
import type { Wants } from './wants.ts'

/** A title that holds all that is wanted is worth so much more, one that holds half of it a quarter of that. */
const HELD = 0.5

/** How long the fields of every thread are, in words and in grams. */
export interface ThreadLengths {
  words(thread: number): FieldLengths
  grams(thread: number): FieldLengths
  readonly allWords: number
}

/** Measures the fields of every thread. */
export function measure(documents: Documents): ThreadLengths {
  const { threads, lexicon } = documents
  const lengths = Array.from({ length: 4 }, () => new Uint32Array(threads))
  const [titleWords, textWords, titleGrams, textGrams] = lengths
  for (let thread = 0; thread < threads; thread++) {
    const own = [0, 0, 0, 0]
    documents.eachWord(thread, (form, isTitle) => {
      const at = isTitle ? 0 : 1
      own[at] = (own[at] ?? 0) + 1
      own[at + 2] = (own[at + 2] ?? 0) + lexicon.form(form).length
    })
    lengths.forEach((field, i) => (field[thread] = own[i] ?? 0))
  }
  const means = lengths.map((field) => Math.max(1, field.reduce((sum, n) => sum + n, 0) / Math.max(1, threads)))
  const of =
    (titles: Uint32Array | undefined, texts: Uint32Array | undefined, at: number) =>
    (thread: number): FieldLengths => ({
      title: titles?.[thread] ?? 0,
      text: texts?.[thread] ?? 0,
      meanTitle: means[at] ?? 1,
      meanText: means[at + 1] ?? 1,
    })
  return {
    words: of(titleWords, textWords, 0),
    grams: of(titleGrams, textGrams, 2),
    allWords: (titleWords?.reduce((sum, n) => sum + n, 0) ?? 0) + (textWords?.reduce((sum, n) => sum + n, 0) ?? 0),
  }
}

/** Reads documents word by word and says what they are worth to one query. */
export interface CloseLook {
  /** `lengths`: of the thread that the documents make. */
  worth(documents: readonly number[], lengths: { readonly words: FieldLengths; readonly grams: FieldLengths }): number
}

/** Prepares for one query. */
export function lookFor(wants: Wants, documents: Documents, allGrams: Grams): CloseLook {
  const { lexicon } = documents
  const words = tallyFor(wants.words)
  const pairs = tallyFor(wants.pairs)
  const grams = tallyFor(wants.grams)
  // Every word of the documents passes here, so places are looked up in flat arrays: 0 = not wanted.
  const placeOfStem = new Int32Array(lexicon.stems)
  for (const stem of wants.words.keys()) if (stem >= 0) placeOfStem[stem] = (words.at(stem) ?? 0) + 1
  const placeOfGram = new Int32Array(allGrams.count)
  for (const gram of wants.grams.keys()) {
    const number = allGrams.numberOf(gram)
    if (number >= 0) placeOfGram[number] = (grams.at(gram) ?? 0) + 1
  }
  const read = (forms: Int32Array, isTitle: boolean): void => {
    let before = -1
    for (const form of forms) {
      const stem = lexicon.stemOf(form)
      const place = placeOfStem[stem] ?? 0
      if (place > 0) {
        words.countAt(place - 1, isTitle)
        if (before >= 0) pairs.count(pairOf(before, stem), isTitle)
      }
      for (const gram of allGrams.of(form)) {
        const wanted = placeOfGram[gram] ?? 0
        if (wanted > 0) grams.countAt(wanted - 1, isTitle)
      }
      before = place > 0 ? stem : -1
    }
  }
  return {
    worth(ids, lengths) {
      for (const id of ids) {
        const { title, text } = documents.wordsOf(id)
        read(title, true)
        read(text, false)
      }
      return (
        words.take(lengths.words, wants.textWeight) +
        pairs.take(lengths.words, wants.textWeight) +
        grams.take(lengths.grams, wants.textWeight)
      )
    },
  }
}

/** Counts what is wanted in the fields of one thread after the other. */
function tallyFor<Key>(wanted: ReadonlyMap<Key, number>) {
  const places = new Map<Key, number>()
  const weights: number[] = []
  for (const [key, weight] of wanted) places.set(key, weights.push(weight) - 1)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const inTitle = new Uint32Array(weights.length)
  const inText = new Uint32Array(weights.length)
  const countAt = (place: number, isTitle: boolean): void => {
    const counts = isTitle ? inTitle : inText
    counts[place] = (counts[place] ?? 0) + 1
  }
  return {
    at: (key: Key) => places.get(key),
    countAt,
    count(key: Key, isTitle: boolean): void {
      const place = places.get(key)
      if (place !== undefined) countAt(place, isTitle)
    },
    /** What was counted is worth, and counting starts anew. */
    take(lengths: FieldLengths, textWeight: number): number {
      let sum = 0
      let held = 0
      weights.forEach((weight, place) => {
        const [title, text] = [inTitle[place] ?? 0, inText[place] ?? 0]
        if (title > 0) held += weight
        if (title + text > 0) sum += weight * fieldWorth(title, text, lengths, textWeight)
      })
      inTitle.fill(0)
      inText.fill(0)
      return sum + (whole > 0 ? (HELD * held * held) / whole : 0)
    },
  }
}
