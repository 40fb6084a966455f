import { describe, expect, test } from 'vitest'
import type { Bags } from './bags.ts'
import { withPairs } from './pairs.ts'

/** Texts as lists of word numbers. */
function bagsOf(texts: readonly (readonly number[])[], wordCount: number): Bags {
  const frequency = new Float64Array(wordCount)
  for (const word of texts.flat()) frequency[word] = (frequency[word] ?? 0) + 1
  let end = 0
  const starts = Int32Array.from([0, ...texts.map(({ length }) => (end += length))])
  return { count: texts.length, wordCount, starts, words: Int32Array.from(texts.flat()), frequency }
}

const repeated = (text: readonly number[], times: number): (readonly number[])[] =>
  Array<readonly number[]>(times).fill(text)

const textsOf = ({ count, starts, words }: Bags): number[][] =>
  Array.from({ length: count }, (_, i) => [...words.subarray(starts[i], starts[i + 1])])

describe('pairs of words', () => {
  const equal = (words: number): Float64Array => new Float64Array(words).fill(0.5)

  test('are further words where ten texts hold both, in whatever order', () => {
    const bags = bagsOf([...repeated([0, 1], 5), ...repeated([1, 0], 5), [0]], 2)
    const paired = withPairs(bags, equal(2))

    expect(paired.wordCount).toBe(3)
    expect([...paired.frequency]).toEqual([11, 10, 10])
    expect(textsOf(paired)[0]).toEqual([0, 1, 2])
    expect(textsOf(paired)[9]).toEqual([1, 0, 2])
    expect(textsOf(paired)[10]).toEqual([0])
  })

  test('that stand together in nine texts are none', () => {
    const bags = bagsOf([...repeated([0, 1], 9), ...repeated([0], 9), ...repeated([1], 9)], 2)

    expect(textsOf(withPairs(bags, equal(2)))).toEqual(textsOf(bags))
  })

  test('are made of the five most telling words of a text', () => {
    const all = repeated([0, 1, 2, 3, 4, 5, 6], 9)
    const weights = Float64Array.of(0.1, 0.9, 0.8, 0.7, 0.2, 0.6, 0.5)
    const bags = bagsOf([...all, [1, 2, 3, 5, 6], [0, 4]], 7)

    // The tenth text holds the five: a pair with any other word stands in nine.
    expect(withPairs(bags, weights).wordCount).toBe(7 + 10)
  })
})
