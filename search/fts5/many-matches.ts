import { foundPattern } from './excerpt.ts'

/** A document and how well it fits: more is better. */
export interface Ranked {
  readonly id: number
  readonly weight: number
}

type Texts = readonly (readonly [id: number, text: string])[]

/** BM25's saturation and its share of length (Robertson and Zaragoza 2009). */
const K1 = 1.2
const B = 0.75

/** Titles that hold all words, by how much of the title these are; newer before older equals. */
export function byShare(words: readonly string[], titles: Texts): readonly Ranked[] {
  return titles
    .map(([id, title]) => ({
      id,
      weight: words.length / (title.match(/[\p{L}\p{N}]+/gu)?.length ?? 1),
    })) // prettier-ignore
    .sort((a, b) => b.weight - a.weight || b.id - a.id)
}

/** Texts by how often they hold the words, as BM25 has it but for the words' rareness. */
export function byFrequency(words: readonly string[], texts: Texts): readonly Ranked[] {
  const patterns = words.map((word) => foundPattern([word]))
  const average = texts.reduce((sum, [, text]) => sum + text.length, 0) / Math.max(1, texts.length)
  return texts.map(([id, text]) => {
    const length = K1 * (1 - B + (B * text.length) / Math.max(1, average))
    const weight = patterns.reduce((sum, pattern) => {
      const times = pattern ? (text.match(pattern)?.length ?? 0) : 0
      return sum + times / (times + length)
    }, 0)
    return { id, weight }
  })
}
