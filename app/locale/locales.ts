/** A language that the interface is written in. Dates and figures follow `formats`, a tag that `Intl` knows. */
interface LocaleFacts {
  /** What the language is called by those who speak it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  readonly formats: string
  /** Made from English by machine: shows that no sentence is missing, and how longer or mirrored ones stand. */
  readonly isMadeUp: boolean
}

export const LOCALES = {
  en: { name: 'English', dir: 'ltr', formats: 'en-GB', isMadeUp: false },
  'en-XA': { name: 'Ȧȧççḗēƞŧḗēḓ', dir: 'ltr', formats: 'en-GB', isMadeUp: true },
  'ar-XB': { name: 'From right to left', dir: 'rtl', formats: 'ar-EG', isMadeUp: true },
} as const satisfies Readonly<Record<string, LocaleFacts>>

export type Locale = keyof typeof LOCALES

/** The language every sentence is written in first, and the one that stands in for a missing translation. */
export const SOURCE_LOCALE: Locale = 'en'

export function isLocale(text: string): text is Locale {
  return Object.hasOwn(LOCALES, text)
}

/** Where the words of a language are, for scripts that take a page over; English comes with the scripts. */
export function wordsAddress(locale: Locale): string {
  return `/words/${locale}`
}

/**
 * Which of a place's languages a reader is answered in, by their browser's `Accept-Language` header (RFC 9110, 12.5.4):
 * the first of the wanted ones that is there, a wanted `de-AT` being met by `de`; otherwise the place's first.
 */
export function negotiate(languages: readonly Locale[], header: string | null | undefined): Locale {
  const first = languages[0] ?? SOURCE_LOCALE
  if (languages.length < 2 || !header) return first
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((one) => one.trim())
      const weight = parameters.find((one) => one.startsWith('q='))
      return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const exact = languages.find((one) => one.toLowerCase() === tag)
    const near = exact ?? languages.find((one) => one === tag.split('-')[0])
    if (near) return near
  }
  return first
}

/** The language that something reaches a member in who is not in front of a page: theirs, or the place's first. */
export function localeOf(chosen: string | null, languages: readonly Locale[]): Locale {
  return chosen !== null && isLocale(chosen) && languages.includes(chosen) ? chosen : (languages[0] ?? SOURCE_LOCALE)
}
