import type { TopicModel } from '../types.ts'
import { likeTo, sharesOfWords, type Meaning } from './meaning.ts'
import { formsOf } from './tokens.ts'
import { numbersOf, type Vocabulary } from './vocabulary.ts'

/** Words that stand so alike between others, on the mean of both sides, stand for things of one kind: "my transfer has", "my payment has". */
const SAME_SLOT = 0.5
/** They are two things when groups use them less alike than that; used more alike than the second, they are one thing in two words. */
const OTHER_USE = 0.5
const SAME_USE = 0.75
/** A word that is rarer, or tells less, is none of those that are told apart. */
const LEAST = 20
const TELLS = 0.4
/** Two words are one when the second follows the first so often. */
const FIXED = 0.6
/** So many of the neighbours of a word are looked at, the most frequent ones. */
const NEIGHBOURS = 60

/** What a title says with a word, and what others say instead when they ask about another thing. */
export type Instead = readonly [said: readonly number[], others: readonly number[]]

/** What words of a domain stand for. */
interface Things {
  /** Words that groups use like this one. */
  readonly same: (word: number) => readonly number[]
  /** For words of a title what others say instead of them. */
  readonly instead: (words: readonly number[]) => readonly Instead[]
}

/**
 * Learns which words name other things of one kind: they take each other's place in a sentence, and stand in other groups. "Transfer"
 * and "payment" are such, "funds" and "money" are not, for they stand in the same groups.
 */
export function learnThings(texts: readonly string[], vocabulary: Vocabulary, model: TopicModel): Things {
  const telling = (w: number): boolean => (model.weights[w] ?? 0) >= TELLS
  const written = texts.map((text) => formsOf(text).map(([word]) => numbersOf(vocabulary, [word]).at(-1) ?? UNKNOWN))
  const counts = new Float64Array(model.words.length)
  const sides = [new Map<number, Map<number, number>>(), new Map<number, Map<number, number>>()] as const
  const second = fixedSeconds(written, telling)
  for (const text of written) {
    text.forEach((w, at) => {
      if (w === UNKNOWN || !telling(w)) return
      counts[w] = (counts[w] ?? 0) + 1
      const next = text[at + 1] ?? END
      count(sides[0], w, text[at - 1] ?? END)
      count(sides[1], w, next === second.get(w) ? (text[at + 2] ?? END) : next)
    })
  }
  const known = [...counts.keys()].filter((w) => telling(w) && (counts[w] ?? 0) >= LEAST)
  const slots = new Map(known.map((w) => [w, sides.map((side) => usual(side.get(w)))] as const))
  const used = sharesOfWords(model)
  const learnt = new Map<number, Instead>()
  const insteadOf = (w: number): Instead => {
    const inGroups = likeTo(used[w] ?? [])
    const before = likeTo(slots.get(w)?.[0] ?? [])
    const after = likeTo(slots.get(w)?.[1] ?? [])
    const same = [w]
    const others: number[] = []
    for (const other of known) {
      if (other === w) continue
      const use = inGroups(used[other] ?? [])
      if (use >= OTHER_USE && use < SAME_USE) continue
      const [left = [], right = []] = slots.get(other) ?? []
      if (before(left) + after(right) >= 2 * SAME_SLOT) (use >= SAME_USE ? same : others).push(other)
    }
    return [same, others]
  }
  const learntOf = (w: number): Instead => {
    const own = learnt.get(w) ?? (slots.has(w) ? insteadOf(w) : [[w], []])
    learnt.set(w, own)
    return own
  }
  return {
    same: (word) => learntOf(word)[0].filter((w) => w !== word),
    instead: (words) =>
      words.flatMap((w) => {
        const [same, others] = learntOf(w)
        const left = others.filter((other) => !words.includes(other))
        return left.length > 0 ? [[same, left] as const] : []
      }),
  }
}

const [END, UNKNOWN] = [-1, -2] as const

function count(neighbours: Map<number, Map<number, number>>, w: number, neighbour: number): void {
  const own = neighbours.get(w) ?? new Map<number, number>()
  own.set(neighbour, (own.get(neighbour) ?? 0) + 1)
  neighbours.set(w, own)
}

/** Words that mostly have the same word after them make one with it: "top up". */
function fixedSeconds(
  texts: readonly (readonly number[])[],
  telling: (w: number) => boolean,
): ReadonlyMap<number, number> {
  const after = new Map<number, Map<number, number>>()
  for (const text of texts) text.forEach((w, at) => telling(w) && count(after, w, text[at + 1] ?? END))
  const fixed = [...after].flatMap(([w, nexts]) => {
    const all = [...nexts.values()].reduce((sum, n) => sum + n, 0)
    return [...nexts].flatMap(([next, n]) => (next >= 0 && n >= LEAST && n > FIXED * all ? [[w, next] as const] : []))
  })
  return new Map(fixed)
}

/** The most frequent neighbours of a word: the square roots of their shares. */
function usual(neighbours: ReadonlyMap<number, number> = new Map()): Meaning {
  const all = [...neighbours.values()].reduce((sum, n) => sum + n, 0)
  return [...neighbours]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, NEIGHBOURS)
    .map(([word, n]) => [word, Math.sqrt(n / all)] as const)
}
