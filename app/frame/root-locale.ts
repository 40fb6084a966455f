import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'

/** The language of a page, for a route's `meta`, which is handed what the routes above it loaded. */
export function localeIn(matches: readonly { readonly id: string; readonly data?: unknown }[]): Locale {
  const root = matches.find(({ id }) => id === 'root')?.data as { readonly locale?: Locale } | undefined
  return root?.locale ?? SOURCE_LOCALE
}
