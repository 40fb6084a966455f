import { isLocale, SOURCE_LOCALE, wordsAddress, type Locale } from '#app/locale/locales.ts'
import { addTranslations, speak, type Speaker, type Translations } from '#app/locale/speak.ts'
import { enhanceWords } from './words/page.ts'

/** The language that the page is written in. */
export function pageLocale(): Locale {
  const { lang } = document.documentElement
  return isLocale(lang) ? lang : SOURCE_LOCALE
}

/** Asks for the words of the page's language; until they are there, or when they can't be had, English is said. */
export async function learnPageWords(): Promise<void> {
  const locale = pageLocale()
  if (locale === SOURCE_LOCALE) return
  try {
    const answer = await fetch(wordsAddress(locale), { credentials: 'same-origin' })
    if (answer.ok) addTranslations(locale, (await answer.json()) as Translations)
  } catch {
    // Offline: the page itself is in its language all the same.
  }
}

/** What this script says, in the language of the page. */
export function pageWords(): Speaker<(typeof enhanceWords)['messages']> {
  return speak(pageLocale(), enhanceWords)
}
