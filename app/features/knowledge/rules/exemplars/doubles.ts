import { bagsOf, likeness, wordsIn } from '#app/text/likeness.ts'

/** What two exemplars are compared by. */
export interface Comparable {
  readonly title: string
  readonly text: string
}

/** Titles so alike ask the same. */
const SAME_TITLE = 0.6
/** An answer that says so much of what a shorter one says, says the same. */
const SAME_TEXT = 0.75
const NEARLY_ALL = 0.9
/** Titles less alike than this ask different things. */
const ANY = 0.15
/** Words so long name a setting or a product: answers that share one may be the same. */
const LONG_WORD = 10

/** Those that say what one before them says already, with the place of that one: put the best first. */
export function nearDoubles(all: readonly Comparable[]): ReadonlyMap<number, number> {
  const titles = bagsOf(all.map(({ title }) => title))
  const texts = all.map(({ text }) => new Set(wordsIn(text)))
  // Only those that share a telling word can be alike: they are found by it.
  const places = new Map<string, number[]>()
  const doubles = new Map<number, number>()
  for (const at of all.keys()) {
    const words = [...(titles[at]?.keys() ?? []), ...[...(texts[at] ?? [])].filter(({ length }) => length >= LONG_WORD)]
    const near = new Set(words.flatMap((word) => places.get(word) ?? []))
    const same = [...near].sort((a, b) => a - b).find((other) => isSame(at, other))
    if (same !== undefined) {
      doubles.set(at, same)
      continue
    }
    for (const word of words) {
      const known = places.get(word)
      if (known) known.push(at)
      else places.set(word, [at])
    }
  }
  return doubles

  function isSame(one: number, other: number): boolean {
    const [a, b] = [titles[one], titles[other]]
    if (!a || !b) return false
    const alike = likeness(a, b)
    if (alike > SAME_TITLE) return true
    const share = overlap(texts[one] ?? new Set(), texts[other] ?? new Set())
    return share >= NEARLY_ALL || (alike > ANY && share >= SAME_TEXT)
  }
}

/** The share of the shorter text's words that the other has. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  return [...small].filter((word) => large.has(word)).length / small.size
}
