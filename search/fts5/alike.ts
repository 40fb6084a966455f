import { stem } from '#app/text/stem.ts'
import type { Synonyms } from '../engine.ts'
import type { ReadWord, Way } from './query.ts'
import { queryWords } from './writing.ts'

/** Words that mean the same count nearly as much as the word itself. */
const ALIKE = 0.8
/** Of one word so many that mean the same are searched for. */
const MOST_ALIKE = 8
/** Words of the longest phrase that is looked up. */
const LONGEST = 5

interface Others {
  readonly language: string | null
  readonly words: readonly string[]
}

/** Knows what means the same. */
export interface Alike {
  /** The words with what means the same as them; several that do so only together are one. Languages undefined: all. */
  add(words: readonly ReadWord[], languages: readonly string[] | undefined): readonly ReadWord[]
}

/** Reads lists of words that mean the same, by their stems: who writes `mics` finds what has `microphone`. */
export function openAlike(lists: readonly Synonyms[]): Alike {
  const known = new Map<string, Others[]>()
  let longest = 1
  for (const { language, words } of lists) {
    const read = words.map((word) => queryWords(word).join(' ')).filter(Boolean)
    for (const word of read) {
      longest = Math.max(longest, Math.min(LONGEST, word.split(' ').length))
      const others = { language, words: read.filter((other) => other !== word) }
      known.set(keyOf(word), [...(known.get(keyOf(word)) ?? []), others])
    }
  }
  const sameAs = (word: string, languages: readonly string[] | undefined): readonly Way[] => {
    const lists = known.get(keyOf(word)) ?? []
    const read = lists.filter(({ language }) => language === null || (languages?.includes(language) ?? true))
    const others = new Set(read.flatMap((list) => list.words).filter((other) => other !== word))
    return [...others].slice(0, MOST_ALIKE).map((other) => ({ word: other, weight: ALIKE }))
  }
  return {
    add(words, languages) {
      if (known.size === 0) return words
      const all: ReadWord[] = []
      for (let at = 0; at < words.length;) {
        const phrase = longestKnown(words, at, longest, (text) => sameAs(text, languages).length > 0)
        const own = words[at]
        if (!own) break
        if (phrase.length > 1) {
          const typed = phrase.map((word) => word.typed).join(' ')
          const read = meant(phrase)
          all.push({
            typed,
            ways: [{ word: read, weight: 1, apart: true }],
            parts: phrase,
            alike: sameAs(read, languages),
          })
        } else {
          const found = own.ways.flatMap(({ word, weight }) =>
            sameAs(word, languages).map((way) => ({ ...way, weight: way.weight * weight })),
          )
          all.push(found.length === 0 ? own : { ...own, alike: [...(own.alike ?? []), ...found] })
        }
        at += phrase.length
      }
      return all
    },
  }
}

const keyOf = (text: string): string => text.split(' ').map(stem).join(' ')

/** The words as they are most likely meant. */
const meant = (words: readonly ReadWord[]): string => words.map(({ typed, ways }) => ways[0]?.word ?? typed).join(' ')

function longestKnown(
  words: readonly ReadWord[],
  at: number,
  longest: number,
  isKnown: (text: string) => boolean,
): readonly ReadWord[] {
  for (let length = Math.min(longest, words.length - at); length > 1; length -= 1) {
    const phrase = words.slice(at, at + length)
    if (isKnown(meant(phrase))) return phrase
  }
  return words.slice(at, at + 1)
}
