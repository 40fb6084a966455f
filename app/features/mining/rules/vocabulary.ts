/** Words in fewer texts may be two words run together. */
const RARE = 20
/** A word this many times as frequent is what a rarer neighbour was meant to be. */
const FREQUENT = 10
/** Shorter words have too many neighbours to mend them. */
const SHORTEST_MENDED = 5
const SHORTEST_HALF = 3

/** The words worth counting, and what other spellings stand for. */
export interface Vocabulary {
  readonly words: readonly string[]
  /** From a word as it is written to the numbers of the words it stands for. */
  readonly numbers: ReadonlyMap<string, readonly number[]>
}

/**
 * Learns the vocabulary of texts: words in two texts or more; rare ones that are two frequent ones joined are
 * split; those one edit away from a far more frequent one stand for it. The neighbours are found by deletions
 * (W. Garbe, SymSpell, 2012).
 */
export function learnVocabulary(texts: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const spellings = respell(counts)
  const merged = new Map<string, number>()
  for (const words of texts) {
    const standing = new Set(words.flatMap((word) => spellings.get(word) ?? [word]))
    for (const word of standing) merged.set(word, (merged.get(word) ?? 0) + 1)
  }
  const words = [...merged].filter(([, count]) => count >= 2).map(([word]) => word)
  const numbers = new Map<string, readonly number[]>(words.map((word, i) => [word, [i]]))
  for (const [written, parts] of spellings) {
    const known = parts.flatMap((part) => numbers.get(part) ?? [])
    if (known.length > 0) numbers.set(written, known)
    else numbers.delete(written)
  }
  return { words, numbers }
}

/** The numbers of a text's words, each once; words never learnt are left out. */
export function numbersOf(vocabulary: Vocabulary, words: readonly string[]): readonly number[] {
  const found = new Set<number>()
  for (const word of words) for (const n of vocabulary.numbers.get(word) ?? []) found.add(n)
  return [...found]
}

function respell(counts: ReadonlyMap<string, number>): Map<string, readonly string[]> {
  const spellings = new Map<string, readonly string[]>()
  const nearest = neighbourFinder(counts)
  for (const [word, count] of counts) {
    if (/^\d/.test(word) || word.length < SHORTEST_MENDED) continue
    const meant = nearest(word, count)
    if (meant !== undefined) spellings.set(word, [meant])
    else if (count < RARE) {
      const halves = halvesOf(word, counts)
      if (halves) spellings.set(word, halves)
    }
  }
  return spellings
}

function halvesOf(word: string, counts: ReadonlyMap<string, number>): readonly [string, string] | undefined {
  let best: readonly [string, string] | undefined
  let most = RARE - 1
  for (let cut = SHORTEST_HALF; cut <= word.length - SHORTEST_HALF; cut++) {
    const [left, right] = [word.slice(0, cut), word.slice(cut)]
    const rarer = Math.min(counts.get(left) ?? 0, counts.get(right) ?? 0)
    if (rarer > most) {
      most = rarer
      best = [left, right]
    }
  }
  return best
}

/** Finds the most frequent word one edit away that begins alike and is frequent enough. */
function neighbourFinder(counts: ReadonlyMap<string, number>): (word: string, count: number) => string | undefined {
  const byDeletion = new Map<string, string[]>()
  for (const [word, count] of counts) {
    if (count < FREQUENT || word.length < SHORTEST_MENDED - 1) continue
    for (const form of [word, ...deletionsOf(word)]) {
      const sharing = byDeletion.get(form)
      if (sharing) sharing.push(word)
      else byDeletion.set(form, [word])
    }
  }
  return (word, count) => {
    let best: string | undefined
    let most = count * FREQUENT - 1
    for (const form of [word, ...deletionsOf(word)]) {
      for (const other of byDeletion.get(form) ?? []) {
        const frequency = counts.get(other) ?? 0
        if (other === word || frequency <= most || !isOneEdit(word, other)) continue
        most = frequency
        best = other
      }
    }
    return best
  }
}

/** The forms of a word with one letter less; the first letter stays. */
function deletionsOf(word: string): string[] {
  const forms: string[] = []
  for (let i = 1; i < word.length; i++) forms.push(word.slice(0, i) + word.slice(i + 1))
  return forms
}

/** One letter more, less, other or swapped with its neighbour, the first letter the same. */
function isOneEdit(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  const room = Math.min(a.length, b.length) - start
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.length - start - end, b.length - start - end]
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]
}
