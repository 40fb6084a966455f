import { stem } from '#app/text/stem.ts'
import { isUnspaced, letterPairs, writtenWords } from '#app/text/words.ts'

/** Shorter words tell nothing, in writing with spaces. */
const SHORT = 2
/** Questions are long, and what they are about stands in their first words. */
const MOST_WORDS = 24
/** What every word counts besides its rarity, since in a small community rarity is chance. */
const EVERY_WORD = 1
/** This share of what is asked has to be said. */
const ENOUGH = 0.5
/** What a passage of the text has to say of it, and the title or a phrasing besides. */
const IN_PASSAGE = 0.75
const IN_TITLE = 0.25
/** In natural logarithms: words of one document in 150 and fewer. What asks for nothing else is asked for by them. */
const RARE = 5

/** The words of a question as they are written, each once: those to ask the rarity of. */
export function askedWords(asked: string): readonly string[] {
  return [...new Set(formsOf(asked))].slice(0, MOST_WORDS)
}

/** A word that is asked for, and what share of the question it is. */
export interface AskedWord {
  readonly stem: string
  /** Stems of words or phrases that mean the same. */
  readonly alike: readonly (readonly string[])[]
  readonly share: number
  /** In natural logarithms: 0 where every document has it. */
  readonly rarity: number
}

/** What means the same as a word or a few words of the question. */
interface Alike {
  readonly typed: string
  readonly words: readonly string[]
}

/** What each word of a question counts, by how rare it is; `rarities` in the order of the words. */
export function weighWords(
  words: readonly string[],
  rarities: readonly number[],
  alike: readonly Alike[] = [],
): readonly AskedWord[] {
  const known = new Map(words.map((word, at) => [stem(word), rarities[at] ?? 0]))
  const all = [...known.values()].reduce((sum, rarity) => sum + EVERY_WORD + rarity, 0)
  const others = new Map<string, (readonly string[])[]>()
  for (const { typed, words: meant } of alike)
    for (const one of typed.split(' ').map(stem))
      others.set(one, [...(others.get(one) ?? []), ...meant.map((phrase) => phrase.split(' ').map(stem))])
  return [...known].map(([word, rarity]) => ({
    stem: word,
    alike: others.get(word) ?? [],
    share: (EVERY_WORD + rarity) / all,
    rarity,
  }))
}

/** An article as far as it is looked at here. */
interface Answering {
  readonly title: string
  readonly summary: string
  readonly aliases: readonly string[]
}

/**
 * Whether an article answers what is asked well enough to stand before threads, or beside one: half of what is
 * asked, weighed by rarity, is said by its title or one other phrasing; what only all of them and the summary
 * together say counts half.
 */
export function answersWell(asked: readonly AskedWord[], article: Answering): boolean {
  const phrasings = [article.title, ...article.aliases]
  const together = heldBy(asked, [...phrasings, article.summary])
  if (together.length < Math.min(2, asked.length)) return false
  const best = bestOf(asked, phrasings)
  return asked.length > 0 && (best + Math.max(best, shareOf(together))) / 2 >= ENOUGH
}

/**
 * The same for an article that has all words somewhere: its title or one other phrasing must say most of what is asked,
 * or a passage of its text most and the title or a phrasing some of it. What asks for rare words only (a number, the name of an error) may stand in the text alone.
 */
export function saysWell(asked: readonly AskedWord[], article: Answering, passage: string): boolean {
  const phrased = bestOf(asked, [article.title, ...article.aliases])
  if (phrased >= IN_PASSAGE) return true
  if (shareOf(heldBy(asked, [article.title, passage])) < IN_PASSAGE) return false
  const isRare = asked.every(({ rarity }) => rarity >= RARE)
  return isRare || phrased >= IN_TITLE
}

/** Of a question of few words this share has to be said by the title or one other phrasing to come near it. */
const NEAR = 0.4
const FEW = 3

/**
 * Whether an article comes near a question of few words that it does not answer by all of them: `camera zoom` comes near
 * what is said of cameras in calls.
 */
export function comesNear(asked: readonly AskedWord[], article: Pick<Answering, 'title' | 'aliases'>): boolean {
  return asked.length > 1 && asked.length <= FEW && bestOf(asked, [article.title, ...article.aliases]) >= NEAR
}

/** The share of what is asked that a text says. */
export const shareSaid = (asked: readonly AskedWord[], text: string): number => shareOf(heldBy(asked, [text]))

function heldBy(asked: readonly AskedWord[], texts: readonly string[]): readonly AskedWord[] {
  const said = new Set(texts.flatMap(formsOf).map(stem))
  return asked.filter(
    (word) => said.has(word.stem) || word.alike.some((phrase) => phrase.every((one) => said.has(one))),
  )
}

const shareOf = (words: readonly AskedWord[]): number => words.reduce((sum, word) => sum + word.share, 0)

const bestOf = (asked: readonly AskedWord[], phrasings: readonly string[]): number =>
  Math.max(...phrasings.map((phrasing) => shareOf(heldBy(asked, [phrasing]))))

const formsOf = (text: string): readonly string[] =>
  writtenWords(text).flatMap((word) => (isUnspaced(word) ? letterPairs(word) : word.length > SHORT ? [word] : []))
