import { stem } from '#app/text/stem.ts'
import { writtenWords } from '#app/text/words.ts'
import type { AskedWord } from './answers-well.ts'

/** What a passage with its title has to say of all that is asked, weighed by rarity. */
const SAID = 0.9
/** What the passage has to say by itself: a title alone answers nothing. */
const BY_ITSELF = 0.5
/** The next best article must say so much less, or it is not clear which one answers. */
const CLEAR = 0.15
const SHORTEST = 40
const LONGEST = 420
const SENTENCES = 3

export interface Passage {
  readonly text: string
  /** Share of what is asked that the passage says together with the title. */
  readonly share: number
}

/** The few sentences of an article that say most of what is asked; null where none say anything. */
export function bestPassage(asked: readonly AskedWord[], title: string, contents: string): Passage | null {
  const titled = shareIn(asked, title)
  let best: (Passage & { readonly own: number }) | null = null
  for (const paragraph of contents.split(/\n+/)) {
    const sentences = paragraph.match(/[^.!?。！？]+[.!?。！？]*\s*/gu) ?? []
    for (let at = 0; at < sentences.length; at += 1) {
      const text = upTo(sentences.slice(at, at + SENTENCES))
      if (text.length < SHORTEST) continue
      const own = shareIn(asked, text)
      const share = shareIn(asked, `${title} ${text}`)
      if (best === null || own > best.own) best = { text, share, own }
    }
  }
  return best !== null && best.own >= BY_ITSELF && best.share >= SAID && titled > 0 ? best : null
}

/** Whether one passage answers clearly: it says enough, and the next best says much less. */
export function isClear(first: Passage | null, next: Passage | null): first is Passage {
  return first !== null && (next === null || first.share - next.share >= CLEAR)
}

/** Whole sentences up to the longest that a passage may be. */
function upTo(sentences: readonly string[]): string {
  let text = ''
  for (const sentence of sentences) {
    if (text !== '' && text.length + sentence.length > LONGEST) break
    text += sentence
  }
  return text.trim().slice(0, LONGEST)
}

function shareIn(asked: readonly AskedWord[], text: string): number {
  const said = new Set(writtenWords(text).map(stem))
  return asked
    .filter((word) => said.has(word.stem) || word.alike.some((phrase) => phrase.every((one) => said.has(one))))
    .reduce((sum, { share }) => sum + share, 0)
}
