/** A text as a bag of words, weighted by how much each tells. */
export type Bag = ReadonlyMap<string, number>

/** The words of a text, folded: letters and digits, endings of plurals and verbs cut. */
export function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(fold)
}

const fold = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|ing|ed|es|e|s|y)$/, '') : word.length === 4 ? word.replace(/[es]$/, '') : word

/**
 * Bags for texts that are compared with each other: inverse document frequency within them (Spärck
 * Jones 1972), rows of length 1. The same words in every text weigh nothing.
 */
export function bagsOf(texts: readonly string[]): readonly Bag[] {
  const split = texts.map((text) => new Set(wordsIn(text)))
  const frequency = new Map<string, number>()
  for (const words of split) {
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  }
  return split.map((words) => {
    const bag = new Map<string, number>()
    let length = 0
    for (const word of words) {
      const weight = Math.log(1 + texts.length / (frequency.get(word) ?? 1))
      bag.set(word, weight)
      length += weight * weight
    }
    const norm = Math.sqrt(length) || 1
    for (const [word, weight] of bag) bag.set(word, weight / norm)
    return bag
  })
}

/** How alike two bags are, 0 to 1 (cosine). */
export function likeness(a: Bag, b: Bag): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0)
  return sum
}
