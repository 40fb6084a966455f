import type { TopicModel } from '../types.ts'
import type { WordValues } from './cores.ts'

/** What a text says, as a vector of length 1: its words by their numbers, and after them the groups that its words are used in. */
export type Meaning = readonly (readonly [at: number, value: number])[]

/** How much it counts in which groups the words are used, beside the words themselves. */
const USED = 0.6
/** By such a power of what a word tells its groups count. */
const TELLS = 0.5

/**
 * Reads what texts of a domain say. "Close" and "delete" stand in the same groups of requests, "transfer" and "withdrawal" in
 * others: so words that stand for each other bring texts together, and what a request is about keeps them apart. The groups of a word
 * are told by the square roots of their shares in it, beyond what they have of all requests.
 */
export function openMeaning(model: TopicModel, { near, rarity }: WordValues): (words: Iterable<number>) => Meaning {
  const usedIn = groupsOfWords(model)
  const worth = near.map((value, w) => value * Math.max(0, model.weights[w] ?? 0) ** (TELLS - 0.25))
  const words = model.words.length
  return (text) => {
    const said: (readonly [number, number])[] = []
    const used = new Float64Array(model.topics)
    for (const w of text) {
      const value = near[w] ?? 0
      if (value <= 0 || (rarity[w] ?? 0) <= 0) continue
      said.push([w, value])
      for (const [group, share] of usedIn[w] ?? [])
        used[group] = (used[group] ?? 0) + (worth[w] ?? 0) * share
    }
    const groups = Array.from(used, (value, group) => [words + group, value] as const)
    return [...scaled(said, Math.sqrt(1 - USED)), ...scaled(groups, Math.sqrt(USED))]
  }
}

/** For each word the groups it stands in, and how much more than other words. */
function groupsOfWords({ words, topics, sizes, cells, counts }: TopicModel): readonly Meaning[] {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const inWord = new Float64Array(words.length)
  cells.forEach((cell, at) => {
    const w = Math.floor(cell / topics)
    inWord[w] = (inWord[w] ?? 0) + (counts[at] ?? 0)
  })
  const groups = words.map((): (readonly [number, number])[] => [])
  cells.forEach((cell, at) => {
    const w = Math.floor(cell / topics)
    const group = cell % topics
    const share = Math.sqrt((counts[at] ?? 0) / (inWord[w] || 1))
    groups[w]?.push([group, share - Math.sqrt((sizes[group] ?? 0) / (all || 1))])
  })
  return groups
}

function scaled(values: Meaning, length: number): Meaning {
  const own = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0))
  return own === 0 ? [] : values.flatMap(([at, value]) => (value === 0 ? [] : [[at, (value * length) / own] as const]))
}

/** What texts say on the mean, as a vector of length 1. */
export function meanOf(texts: readonly Meaning[]): Meaning {
  const sum = new Map<number, number>()
  for (const text of texts) for (const [at, value] of text) sum.set(at, (sum.get(at) ?? 0) + value)
  return scaled([...sum], 1)
}

/** How alike others are to this. */
export function likeTo(one: Meaning): (other: Meaning) => number {
  const own = new Map(one)
  return (other) => other.reduce((sum, [at, value]) => sum + value * (own.get(at) ?? 0), 0)
}
