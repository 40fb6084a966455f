import type { TopicModel } from '../types.ts'
import type { WordValues } from './cores.ts'

/** What a text says, as a vector of length 1: its words by their numbers, and after them the groups that its words are used in. */
export type Meaning = readonly (readonly [at: number, value: number])[]

/** What texts of a domain say. */
export interface Meanings {
  readonly of: (words: Iterable<number>) => Meaning
  /**
   * How much of what a title names a text names, too, and how much of what the text names the title does: in words, or in such as
   * are used in the same groups.
   */
  readonly named: (title: Iterable<number>) => (words: Iterable<number>) => readonly [ofTitle: number, ofText: number]
  /** Whether a text wants another kind of answer than a title. */
  readonly isOtherwise: WordValues['isOtherwise']
}

/** How much it counts in which groups the words are used, beside the words themselves. */
const USED = 0.6
/** By such a power of what a word tells its groups count. */
const TELLS = 0.5
/** Words that are used so alike in groups name the same. */
const SAME_USE = 0.75
/** So many pairs of words are kept in memory: a model places requests for weeks. */
const PAIRS_KEPT = 200_000

/**
 * Reads what texts of a domain say. "Close" and "delete" stand in the same groups of requests, "transfer" and "withdrawal" in
 * others: so words that stand for each other bring texts together, and what a request is about keeps them apart. The groups of a word
 * are told by the square roots of their shares in it, beyond what they have of all requests.
 */
export function openMeaning(model: TopicModel, { near, rarity, isOtherwise }: WordValues): Meanings {
  const shares = sharesOfWords(model)
  const all = model.sizes.reduce((sum, size) => sum + size, 0)
  const usual = Array.from(model.sizes, (size) => Math.sqrt(size / (all || 1)))
  const usedIn = shares.map((own) => own.map(([group, share]) => [group, share - (usual[group] ?? 0)] as const))
  const worth = near.map((value, w) => value * Math.max(0, model.weights[w] ?? 0) ** (TELLS - 0.25))
  const words = model.words.length
  const of = (text: Iterable<number>): Meaning => {
    const said: (readonly [number, number])[] = []
    const used = new Float64Array(model.topics)
    for (const w of text) {
      const value = near[w] ?? 0
      if (value <= 0 || (rarity[w] ?? 0) <= 0) continue
      said.push([w, value])
      for (const [group, share] of usedIn[w] ?? []) used[group] = (used[group] ?? 0) + (worth[w] ?? 0) * share
    }
    const groups = Array.from(used, (value, group) => [words + group, value] as const)
    return [...scaled(said, Math.sqrt(1 - USED)), ...scaled(groups, Math.sqrt(USED))]
  }
  const standsFor = openStandsFor(shares)
  return {
    of,
    isOtherwise,
    named: (title) => {
      const titleWords = new Set(title)
      return (text) => {
        const textWords = new Set(text)
        return [shareNamed(titleWords, textWords), shareNamed(textWords, titleWords)]
      }
    },
  }

  function shareNamed(all: ReadonlySet<number>, others: ReadonlySet<number>): number {
    let whole = 0
    let said = 0
    for (const w of all) {
      const value = (rarity[w] ?? 0) > 0 ? Math.max(0, model.weights[w] ?? 0) : 0
      if (value === 0) continue
      whole += value
      let most = others.has(w) ? 1 : 0
      if (most === 0) for (const other of others) most = Math.max(most, standsFor(w, other))
      said += value * most
    }
    return whole === 0 ? 1 : said / whole
  }
}

/** How well a word stands for another: by how alike they are used in groups; 0 where not enough. */
function openStandsFor(shares: readonly Meaning[]): (word: number, other: number) => number {
  const known = new Map<number, number>()
  return (word, other) => {
    const pair = Math.min(word, other) * shares.length + Math.max(word, other)
    let own = known.get(pair)
    if (own === undefined) {
      const alike = likeTo(shares[word] ?? [])(shares[other] ?? [])
      own = alike >= SAME_USE ? alike : 0
      if (known.size >= PAIRS_KEPT) known.clear()
      known.set(pair, own)
    }
    return own
  }
}

/** For each word the groups it stands in: the square roots of their shares in it. */
export function sharesOfWords({ words, topics, cells, counts }: TopicModel): readonly Meaning[] {
  const inWord = new Float64Array(words.length)
  cells.forEach((cell, at) => {
    const w = Math.floor(cell / topics)
    inWord[w] = (inWord[w] ?? 0) + (counts[at] ?? 0)
  })
  const groups = words.map((): (readonly [number, number])[] => [])
  cells.forEach((cell, at) => {
    const w = Math.floor(cell / topics)
    groups[w]?.push([cell % topics, Math.sqrt((counts[at] ?? 0) / (inWord[w] || 1))])
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
