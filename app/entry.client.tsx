import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isLocale, SOURCE_LOCALE, wordsAddress } from '#app/locale/locales.ts'
import { addTranslations, type Translations } from '#app/locale/speak.ts'

// A navigation that overtakes another aborts its request; what the router was still reading of it then
// ends in a rejection that nobody waits for. An abort is always the page's own doing, never a fault.
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') {
    event.preventDefault()
  }
})

/** The words of the page's language, when it is another than that of the scripts. */
async function learnWords(): Promise<void> {
  const { lang } = document.documentElement
  if (!isLocale(lang) || lang === SOURCE_LOCALE) return
  const answer = await fetch(wordsAddress(lang), { credentials: 'same-origin' })
  addTranslations(lang, (await answer.json()) as Translations)
}

learnWords().then(
  () =>
    startTransition(() => {
      hydrateRoot(document, <RemixBrowser />)
    }),
  // Without them the page stays as the server drew it: every form and link of it works.
  () => undefined,
)
