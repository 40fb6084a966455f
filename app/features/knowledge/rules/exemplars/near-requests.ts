import { tells, type ForumWords } from './forum-words.ts'
import { tellingWords } from './meeting.ts'

/** A request asks nearly what an exemplar's title asks from this likeness on (cosine of telling words). */
export const NEARLY = 0.42
/** Letters of a request without a subject that stand for it. */
export const READ = 160

/** Titles in a form in which very many requests are compared with them. */
export interface TitleIndex {
  /** For each word the titles that have it and how much it weighs there. */
  readonly rows: ReadonlyMap<string, readonly (readonly [title: number, weight: number])[]>
}

/** Prepares titles; the place of a title is its number. */
export function indexTitles(titles: readonly string[], words: ForumWords): TitleIndex {
  const rows = new Map<string, (readonly [number, number])[]>()
  for (const [at, title] of titles.entries()) {
    for (const [word, weight] of weighed(title, words)) {
      const row = rows.get(word)
      if (row) row.push([at, weight])
      else rows.set(word, [[at, weight]])
    }
  }
  return { rows }
}

/** The title that asks most nearly what a request asks; null where none does. */
export function nearestTitle(
  asked: string,
  { rows }: TitleIndex,
  words: ForumWords,
): { readonly title: number; readonly nearness: number } | null {
  const sums = new Map<number, number>()
  for (const [word, weight] of weighed(asked, words)) {
    for (const [title, other] of rows.get(word) ?? []) sums.set(title, (sums.get(title) ?? 0) + weight * other)
  }
  let best: { title: number; nearness: number } | null = null
  for (const [title, nearness] of sums) {
    if (nearness >= NEARLY && (best === null || nearness > best.nearness)) best = { title, nearness }
  }
  return best
}

/** A text's telling words with their weights, a row of length 1. */
function weighed(text: string, words: ForumWords): ReadonlyMap<string, number> {
  const bag = new Map(tellingWords(text).map((word) => [word, tells(word, words)]))
  const norm = Math.sqrt([...bag.values()].reduce((sum, one) => sum + one * one, 0)) || 1
  return new Map([...bag].map(([word, weight]) => [word, weight / norm]))
}
