import type { Lexicon } from './lexicon.ts'
import { english } from './lexicons/english.ts'
import { french } from './lexicons/french.ts'
import { german } from './lexicons/german.ts'
import { spanish } from './lexicons/spanish.ts'

const LEXICONS: readonly Lexicon[] = [english, german, french, spanish]

/** What is known of a language, two letters; null where nothing is. */
export function lexiconOf(language: string): Lexicon | null {
  return LEXICONS.find((one) => one.language === language) ?? null
}
