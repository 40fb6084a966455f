import { MINUTE } from '#app/kernel/clock.ts'

/** A search that found nothing. Of a visitor and a day each text comes once. */
export interface FailedSearch {
  readonly id: number
  readonly query: string
  readonly at: number
}

/** One question behind several searches: asked in words, changed, asked again. */
export interface SearchedQuestion {
  /** The first search's id: it stays the same while the question is asked further. */
  readonly firstId: number
  readonly text: string
  readonly at: number
  readonly times: number
}

/** After such a pause the same person is somebody with another question. */
export const PAUSE = 30 * MINUTE

/** The questions behind one session's searches, which stand in order of time. */
export function foldSearches(searches: readonly FailedSearch[]): readonly SearchedQuestion[] {
  const questions: (SearchedQuestion & { readonly lastAt: number; readonly asked: readonly string[] })[] = []
  for (const { id, query, at } of searches) {
    const same = questions.findIndex(
      (one) => at - one.lastAt < PAUSE && one.asked.some((asked) => isRefined(asked, query)),
    )
    const known = questions[same]
    if (!known) {
      questions.push({ firstId: id, text: query, at, times: 1, lastAt: at, asked: [query] })
      continue
    }
    questions[same] = {
      ...known,
      // The longest says most; of two as long the later one is the better spelt.
      text: query.length >= known.text.length ? query : known.text,
      times: known.times + 1,
      lastAt: at,
      asked: [...known.asked, query],
    }
  }
  return questions.map(({ firstId, text, at, times }) => ({ firstId, text, at, times }))
}

/** Whether two searches ask the same: more than half of the shorter one's words are the other's, or they differ by a slip. */
function isRefined(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const shared = [...a].filter((word) => b.has(word)).length
  if (shared > Math.min(a.size, b.size) / 2) return true
  const [x, y] = [plain(one), plain(other)]
  if (x === y || (Math.min(x.length, y.length) >= 4 && (x.startsWith(y) || y.startsWith(x)))) return true
  return likeness(x, y) >= 0.75
}

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
const wordsOf = (text: string): Set<string> => new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])

/** Share of pairs of letters that two texts have in common (Dice 1945). */
function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  if (a.size + b.size === 0) return 0
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size)
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
}
