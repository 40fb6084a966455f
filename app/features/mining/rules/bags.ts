import { numbersOf, type Vocabulary } from './vocabulary.ts'

/** Texts as sets of word numbers, one after the other in one array. */
export interface Bags {
  readonly count: number
  readonly wordCount: number
  /** The words of text i stand from starts[i] up to starts[i + 1]. */
  readonly starts: Int32Array
  readonly words: Int32Array
  /** In how many texts each word stands. */
  readonly frequency: Float64Array
}

/** Packs the texts' words. */
export function packBags(vocabulary: Vocabulary, texts: readonly (readonly string[])[]): Bags {
  const rows = texts.map((words) => numbersOf(vocabulary, words))
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (starts[i + 1] = (starts[i] ?? 0) + row.length))
  const words = new Int32Array(starts[rows.length] ?? 0)
  const frequency = new Float64Array(vocabulary.words.length)
  rows.forEach((row, i) => {
    words.set(row, starts[i])
    for (const word of row) frequency[word] = (frequency[word] ?? 0) + 1
  })
  return { count: rows.length, wordCount: vocabulary.words.length, starts, words, frequency }
}
