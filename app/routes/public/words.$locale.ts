import { notFound } from '#app/kernel/errors.ts'
import { isLocale } from '#app/locale/locales.ts'
import { translationsInto } from '#app/locale/translations.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The interface in a language, for a page that a script takes over. */
export const loader = loaderFor(
  'everyone',
  async ({ params, context }) => {
    const locale = params['locale'] ?? ''
    if (!isLocale(locale) || !context.languages.includes(locale)) throw notFound()
    return Response.json(translationsInto(locale), { headers: { 'Cache-Control': 'private, max-age=300' } })
  },
  { hasPage: false, needsDatabase: false },
)
