import { stem } from '#app/text/stem.ts'
import { headlineOf } from './headline.ts'

/** How well a headline is written, 0 to 1, by how others write. */
export type Wording = (headline: string) => number

/** A form that so few choose of those who write this word after that one is a slip: "I was charge". */
const RARE_FORM = 0.15
/** Fewer who wrote that word there tell nothing. */
const KNOWN = 8
const SLIP = 0.6
/** Two words that so many others wrote one after the other are what one says. */
const SAID = 2
/** What no pair of words being said leaves. */
const UNSAID = 0.5
/** A first letter that is none of a sentence. */
const NO_CAPITAL = 0.92

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu

/**
 * Learns from all texts of a domain how one writes there: which words follow each other, and in which form. What one asker wrote and
 * nobody else would is no title.
 */
export function learnWording(texts: readonly string[]): Wording {
  const pairs = new Map<string, number>()
  const stems = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const text of texts) {
    for (const [before, form] of following(headlineOf(text))) {
      count(pairs, `${before} ${form}`)
      count(stems, `${before} ${stem(form)}`)
    }
  }
  return (headline) => {
    const written = following(headline)
    if (written.length === 0) return 1
    let unsaid = 0
    let worth = /^\P{L}*\p{Ll}/u.test(headline) ? NO_CAPITAL : 1
    for (const [before, form] of written) {
      const own = pairs.get(`${before} ${form}`) ?? 0
      const all = stems.get(`${before} ${stem(form)}`) ?? 0
      if (own <= SAID) unsaid++
      if (all >= KNOWN && own < RARE_FORM * all) worth *= SLIP
    }
    return worth * (1 - (1 - UNSAID) * (unsaid / written.length))
  }
}

/** Each word of a headline with the one before it; the first with none. */
function following(headline: string): readonly (readonly [before: string, form: string])[] {
  const words = (headline.match(WORD) ?? []).map((word) => word.toLowerCase().replace(/’/g, "'"))
  return words.map((word, at) => [words[at - 1] ?? '', word.replace(/\p{N}+/gu, '0')] as const)
}
