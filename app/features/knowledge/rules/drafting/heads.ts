import { draftingWords } from '#app/features/knowledge/words/drafting.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'

/** The heads of a draft's parts, as lines of Markdown. */
export interface DraftHeads {
  readonly problem: string
  readonly steps: string
}

/** The heads in a language: an article is written in the first one of its place. */
export function headsIn(locale: Locale = SOURCE_LOCALE): DraftHeads {
  const t = speak(locale, draftingWords)
  return { problem: `## ${t('problem')}`, steps: `## ${t('steps')}` }
}

/** What an article begins with that nothing was found for: its heads, with nothing under them. */
export function emptyBody({ problem, steps }: DraftHeads): string {
  return `${problem}\n\n${steps}`
}
