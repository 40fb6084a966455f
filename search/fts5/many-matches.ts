import { foundPattern, placesIn } from './excerpt.ts'

/** A document and how well it fits: more is better. */
export interface Ranked {
  readonly id: number
  readonly weight: number
}

type Texts = readonly (readonly [id: number, text: string])[]

/** BM25's saturation and its share of length (Robertson and Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

/** Texts by how often they hold the words, each in any of its ways, as BM25 has it but for the words' rareness. */
export function byFrequency(words: readonly (readonly string[])[], texts: Texts): readonly Ranked[] {
  const patterns = words.map((ways) => foundPattern(ways))
  const average = texts.reduce((sum, [, text]) => sum + text.length, 0) / Math.max(1, texts.length)
  return texts.map(([id, text]) => {
    const length = K1 * (1 - B + (B * text.length) / Math.max(1, average))
    const weight = patterns.reduce((sum, pattern) => {
      const times = [...placesIn(text, pattern)].length
      return sum + times / (times + length)
    }, 0)
    return { id, weight }
  })
}
