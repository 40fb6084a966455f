import { writtenIn } from '#app/text/language.ts'
import { judge, type AnsweredCase, type Judgement } from './exemplar.ts'
import type { ForumWords } from './forum-words.ts'
import { lexiconOf } from './lexicons.ts'
import { english } from './lexicons/english.ts'

/** What was found of an answered question, with the language it is in. */
export interface Examined extends Judgement {
  /** Two letters. */
  readonly language: string
}

/** Small words that prove a language; fewer tell of none. */
const PROOF = 3

/**
 * Judges an answered question in its own language, `usual` where nothing tells it. In a language that no lexicon knows
 * it is trimmed of nothing that is not said in English, and goes through no door.
 */
export function examine(asked: AnsweredCase, words: ForumWords, usual: string): Examined {
  const language = writtenIn(`${asked.title}\n${asked.answer}`, PROOF) ?? writtenIn(asked.opening, PROOF) ?? usual
  const lexicon = lexiconOf(language)
  const judged = judge(asked, lexicon ?? english, words)
  if (lexicon !== null) return { ...judged, language }
  const marks = [...judged.marks, { rule: 'language', says: 'bars', words: language } as const]
  return { ...judged, language, marks, door: 'none' }
}
