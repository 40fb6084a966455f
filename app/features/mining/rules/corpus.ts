import type { MiningInput } from '../types.ts'
import { wordsOf } from './tokens.ts'

/** Different texts of a corpus as sets of word numbers, one after the other in one array. */
export interface Corpus {
  readonly count: number
  /** Every word that stands in a text, by its number. */
  readonly words: readonly string[]
  /** The words of text i are `tokens` from starts[i] up to starts[i + 1], in the order in which they are said. */
  readonly starts: Int32Array
  readonly tokens: Int32Array
  /** The first request that says text i, and how many requests do. */
  readonly first: Int32Array
  readonly times: Int32Array
  /** For each request its text. */
  readonly textOf: Int32Array
}

/** Reads the words of all requests, the same text of one brand once. Yields after each page. */
export function* readCorpus(inputs: readonly MiningInput[], page: number): Generator<number, Corpus> {
  const texts = new Map<string, number>()
  const numbers = new Map<string, number>()
  const first: number[] = []
  const times: number[] = []
  const starts = [0]
  let tokens = new Int32Array(1024)
  let used = 0
  const textOf = new Int32Array(inputs.length)
  for (const [i, { text, brand, times: said = 1 }] of inputs.entries()) {
    if (i % page === 0) yield i
    const key = brand ? `${brand}\n${text}` : text
    const known = texts.get(key)
    if (known !== undefined) {
      times[known] = (times[known] ?? 0) + said
      textOf[i] = known
      continue
    }
    textOf[i] = first.length
    texts.set(key, first.length)
    first.push(i)
    times.push(said)
    for (const word of wordsOf(text)) {
      let number = numbers.get(word)
      if (number === undefined) numbers.set(word, (number = numbers.size))
      if (used === tokens.length) {
        const longer = new Int32Array(2 * used)
        longer.set(tokens)
        tokens = longer
      }
      tokens[used++] = number
    }
    starts.push(used)
  }
  return {
    count: first.length,
    words: [...numbers.keys()],
    starts: Int32Array.from(starts),
    tokens: tokens.slice(0, used),
    first: Int32Array.from(first),
    times: Int32Array.from(times),
    textOf,
  }
}

/** The words of one text. */
export function wordsIn({ starts, tokens }: Pick<Corpus, 'starts' | 'tokens'>, text: number): Int32Array {
  return tokens.subarray(starts[text], starts[text + 1])
}
