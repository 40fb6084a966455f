import { wordsIn } from '#app/text/likeness.ts'
import { tells, type ForumWords } from './forum-words.ts'
import { tellingWords } from './meeting.ts'

/** A request asks nearly what an exemplar's title asks from this likeness on (cosine of telling words). */
export const NEARLY = 0.45
/** And shares so many of its telling words: one alone names a thing, not what is asked of it. */
const SHARED = 2
/** Another phrasing of a title has so much of it, and it so much of the title. */
const PHRASES = 0.6
/** Letters of a request without a subject that stand for it. */
export const READ = 160

/** Acts of which one undoes the other: who asks for one does not ask for the other. */
const OPPOSITES = [
  ['enable', 'disable'],
  ['on', 'off'],
  ['add', 'remove'],
  ['add', 'delete'],
  ['show', 'hide'],
  ['open', 'close'],
  ['allow', 'block'],
  ['import', 'export'],
  ['install', 'uninstall'],
  ['start', 'stop'],
  ['increase', 'reduce'],
  ['increase', 'decrease'],
  ['save', 'delete'],
  ['lock', 'unlock'],
  ['upgrade', 'downgrade'],
  ['with', 'without'],
].map(([one = '', other = '']) => [wordsIn(one)[0] ?? '', wordsIn(other)[0] ?? ''] as const)

/** Says that something does not happen. */
const NEGATED = /\b(?:not|never|no|cannot|nicht|kein\w*|pas|non)\b|n['’]t\b/iu

/** Titles in a form in which very many requests are compared with them. */
export interface TitleIndex {
  readonly titles: readonly string[]
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
  return { titles, rows }
}

/** The title that asks most nearly what a request asks; null where none does. */
export function nearestTitle(
  asked: string,
  { titles, rows }: TitleIndex,
  words: ForumWords,
): { readonly title: number; readonly nearness: number } | null {
  const found = new Map<number, { sum: number; shared: number }>()
  for (const [word, weight] of weighed(asked, words)) {
    for (const [title, other] of rows.get(word) ?? []) {
      const one = found.get(title) ?? { sum: 0, shared: 0 }
      found.set(title, { sum: one.sum + weight * other, shared: one.shared + 1 })
    }
  }
  const near = [...found]
    .filter(([, { sum, shared }]) => sum >= NEARLY && shared >= SHARED)
    .sort((a, b) => b[1].sum - a[1].sum || a[0] - b[0])
    .find(([title]) => !undoes(titles[title] ?? '', asked))
  return near ? { title: near[0], nearness: near[1].sum } : null
}

/** Whether a request's subject is another phrasing of a title: each has most of the other, and none undoes the other. */
export function isPhrasingOf(title: string, subject: string, words: ForumWords): boolean {
  const [own, other] = [tellingWords(title), tellingWords(subject)]
  const shared = own.filter((word) => other.includes(word))
  // The act that the title begins with: "refresh page" is no other way to say "stop the refresh".
  if (shared.length < SHARED || !shared.includes(own[0] ?? '') || undoes(title, subject)) return false
  if (NEGATED.test(title) !== NEGATED.test(subject)) return false
  const weight = (all: readonly string[]): number => all.reduce((sum, word) => sum + tells(word, words), 0)
  return weight(shared) >= PHRASES * Math.max(weight(own), weight(other))
}

/** Whether two questions ask for acts of which one undoes the other. */
function undoes(one: string, other: string): boolean {
  const [a, b] = [new Set(wordsIn(one)), new Set(wordsIn(other))]
  return OPPOSITES.some(
    ([act, undo]) =>
      (a.has(act) && !a.has(undo) && b.has(undo) && !b.has(act)) ||
      (a.has(undo) && !a.has(act) && b.has(act) && !b.has(undo)),
  )
}

/** A text's telling words with their weights, a row of length 1. */
function weighed(text: string, words: ForumWords): ReadonlyMap<string, number> {
  const bag = new Map(tellingWords(text).map((word) => [word, tells(word, words)]))
  const norm = Math.sqrt([...bag.values()].reduce((sum, one) => sum + one * one, 0)) || 1
  return new Map([...bag].map(([word, weight]) => [word, weight / norm]))
}
