/** Knows how the words of a collection begin, for what is still being typed. */
export interface Beginnings {
  /** The most frequent words that begin so, the most frequent first. */
  completions(begun: string, most: number): readonly string[]
  /** What words do begin with, one slip away from what is typed, the most frequent first. */
  correct(begun: string, most: number): readonly string[]
}

/** Of very many words that begin alike so many are looked at. */
const LOOKED_AT = 2000
/** Letters that may have been meant: the most frequent of the collection, whatever its alphabet. */
const LETTERS = 48

/**
 * Words in order with running totals, so that how often any beginning occurs takes two binary searches, and all
 * that is one slip away from a beginning (insert, delete, replace, swap, after the first letter) can be tried.
 */
export function openBeginnings(words: readonly string[], counts: ArrayLike<number>): Beginnings {
  const order = Uint32Array.from(words.keys()).sort((a, b) => ((words[a] ?? '') < (words[b] ?? '') ? -1 : 1))
  const sorted = Array.from(order, (id) => words[id] ?? '')
  const totals = new Float64Array(sorted.length + 1)
  order.forEach((id, at) => (totals[at + 1] = (totals[at] ?? 0) + (counts[id] ?? 0)))
  const letters = frequentLetters(words)
  const placeOf = (text: string): number => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((sorted[middle] ?? '') < text) from = middle + 1
      else to = middle
    }
    return from
  }
  const rangeOf = (begun: string): readonly [number, number] => [placeOf(begun), placeOf(`${begun}\uffff`)]
  const countOf = (begun: string): number => {
    const [from, to] = rangeOf(begun)
    return (totals[to] ?? 0) - (totals[from] ?? 0)
  }
  return {
    completions(begun, most) {
      const [from, to] = rangeOf(begun)
      const places = Array.from({ length: Math.min(to - from, LOOKED_AT) }, (_, n) => from + n)
      const count = (at: number): number => (totals[at + 1] ?? 0) - (totals[at] ?? 0)
      return places
        .sort((a, b) => count(b) - count(a) || a - b)
        .slice(0, most)
        .map((at) => sorted[at] ?? '')
    },
    correct: (begun, most) =>
      [...slips(begun, letters)]
        .map((text) => ({ text, count: countOf(text) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
        .slice(0, most)
        .map(({ text }) => text),
  }
}

function frequentLetters(words: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const word of words) for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, LETTERS)
    .map(([letter]) => letter)
}

/** All that is one slip away from a text, its first letter right. */
function slips(text: string, letters: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>()
  for (let i = 1; i <= text.length; i++) {
    const [before, after] = [text.slice(0, i), text.slice(i)]
    for (const letter of letters) {
      all.add(before + letter + after)
      if (after !== '') all.add(before + letter + after.slice(1))
    }
    if (after !== '') all.add(before + after.slice(1))
    if (after.length > 1) all.add(before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2))
  }
  all.delete(text)
  return all
}
