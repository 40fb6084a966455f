import { stem } from '#app/kernel/stem.ts'
import { isUnspaced, letterPairs, writtenWords } from '#app/kernel/words.ts'

/** Shorter words tell nothing, in writing with spaces. */
const SHORT = 2
/** Questions are long, and what they are about stands in their first words. */
const MOST_WORDS = 24
/** What every word counts besides its rarity, since in a small community rarity is chance. */
const EVERY_WORD = 1
/** This share of what is asked has to be said. */
const ENOUGH = 0.5

/** The words of a question as they are written, each once: those to ask the rarity of. */
export function askedWords(asked: string): readonly string[] {
  return [...new Set(formsOf(asked))].slice(0, MOST_WORDS)
}

/** A word that is asked for, and what share of the question it is. */
export interface AskedWord {
  readonly stem: string
  readonly share: number
}

/** What each word of a question counts, by how rare it is; `rarities` in the order of the words. */
export function weighWords(
  words: readonly string[],
  rarities: readonly number[],
): readonly AskedWord[] {
  const worths = new Map<string, number>()
  words.forEach((word, at) => worths.set(stem(word), EVERY_WORD + (rarities[at] ?? 0)))
  const all = [...worths.values()].reduce((sum, worth) => sum + worth, 0)
  return [...worths].map(([word, worth]) => ({ stem: word, share: worth / all }))
}

/**
 * Whether an article answers what is asked well enough to stand before threads, or beside one: half of what is
 * asked, weighed by rarity, is said by its title or one other phrasing; what only all of them and the summary
 * together say counts half.
 */
export function answersWell(
  asked: readonly AskedWord[],
  article: {
    readonly title: string
    readonly summary: string
    readonly aliases: readonly string[]
  },
): boolean {
  const held = (texts: readonly string[]): readonly AskedWord[] => {
    const said = new Set(texts.flatMap(formsOf).map(stem))
    return asked.filter((word) => said.has(word.stem))
  }
  const share = (words: readonly AskedWord[]): number => words.reduce((sum, word) => sum + word.share, 0) // prettier-ignore
  const phrasings = [article.title, ...article.aliases]
  const together = held([...phrasings, article.summary])
  if (together.length < Math.min(2, asked.length)) return false
  const best = Math.max(...phrasings.map((phrasing) => share(held([phrasing]))))
  return asked.length > 0 && (best + Math.max(best, share(together))) / 2 >= ENOUGH
}

const formsOf = (text: string): readonly string[] =>
  writtenWords(text).flatMap((word) => (isUnspaced(word) ? letterPairs(word) : word.length > SHORT ? [word] : [])) // prettier-ignore
