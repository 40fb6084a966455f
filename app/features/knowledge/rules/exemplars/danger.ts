import type { Lexicon } from './lexicon.ts'
import { sentencesIn } from './pieces.ts'

/**
 * The sentences of a text that can't be undone or leave a person less safe, with the words that say so. Such steps may
 * be right for one person and wrong for the next: only a person publishes them, and they are marked in the draft.
 */
export function dangersIn(
  text: string,
  lexicon: Lexicon,
): readonly { readonly sentence: string; readonly words: string }[] {
  return text
    .split('\n')
    .flatMap((line) => sentencesIn(line.trim()))
    .flatMap((sentence) => {
      const words = lexicon.danger.exec(sentence)?.[0]
      return words === undefined ? [] : [{ sentence, words: words.trim() }]
    })
}

/** Whether a title is about something where a mistake costs most. */
export function isGrave(title: string, lexicon: Lexicon): boolean {
  return lexicon.graveTitle.test(title) || lexicon.danger.test(title)
}
