import type { Bags } from './bags.ts'
import { joined, likenesses } from './linkage.ts'

/** Requests of one part are so alike on the mean, every two (cosine). */
const ALIKE = 0.24
/** Fewer ask nothing that is worth a topic of its own. */
const FEWEST = 12
/** A great part whose title fewer ask is looked at again, by what its requests do not have in common. */
const MOSTLY = 0.7
/** Words that so many requests of a part have do not tell its own parts apart. */
const IN_COMMON = 0.3
/** It falls into its parts when they hold so much of it. */
const COVERED = 0.6

/** What is looked for in a group of requests. */
interface Group {
  readonly bags: Bags
  /** What each word is worth. */
  readonly values: Float64Array
  /** How many requests say a text. */
  readonly times: (text: number) => number
  /** How many requests a group of its domain has on the mean. */
  readonly usual: number
  /** The share of these texts that ask what the best title among them asks. */
  readonly asking: (texts: readonly number[]) => number
}

/**
 * What is asked in a group of texts, most of which ask one thing: texts that are alike on the mean stay together. "Pending" is so
 * rare that whatever is pending is alike; so a part as great as a group, whose title few ask, is taken apart once more without such words.
 */
export function partsOf(group: Group, texts: readonly number[]): readonly (readonly number[])[] {
  return together(group, texts, () => true).flatMap((part) => {
    if (sizeOf(group, part) <= group.usual || group.asking(part) >= MOSTLY) return [part]
    const counts = new Map<number, number>()
    for (const text of part) for (const w of wordsOf(group, text)) counts.set(w, (counts.get(w) ?? 0) + 1)
    const smaller = together(group, part, (w) => (counts.get(w) ?? 0) < IN_COMMON * part.length)
    const held = smaller.reduce((sum, own) => sum + sizeOf(group, own), 0)
    return smaller.length >= 2 && held >= COVERED * sizeOf(group, part) ? smaller : [part]
  })
}

/** Texts that are alike by the words that count, where they are enough. */
function together(
  group: Group,
  texts: readonly number[],
  counts: (word: number) => boolean,
): readonly (readonly number[])[] {
  const said = texts.map((text) =>
    [...wordsOf(group, text)].flatMap((w) => {
      const value = counts(w) ? (group.values[w] ?? 0) : 0
      return value > 0 ? [[w, value] as const] : []
    }),
  )
  return joined(likenesses(said), ALIKE)
    .map((own) => own.map((at) => texts[at] ?? 0))
    .filter((own) => sizeOf(group, own) >= FEWEST)
}

const wordsOf = ({ bags }: Group, text: number): Int32Array =>
  bags.words.subarray(bags.starts[text], bags.starts[text + 1])

const sizeOf = ({ times }: Group, texts: readonly number[]): number => texts.reduce((sum, text) => sum + times(text), 0)
