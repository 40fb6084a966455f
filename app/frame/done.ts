import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import type { PlainKey } from '#app/locale/words.ts'
import { deskWords } from './words/desk.ts'

type DoneKey = Extract<PlainKey<(typeof deskWords)['messages']>, `done.${string}`>

/** What was just done at the desk, as a sentence; null = nothing. */
export function doneIn(locale: Locale, done: DoneKey | null): string | null {
  return done === null ? null : speak(locale, deskWords)(done)
}
