import { writeSearches } from '#app/features/find/queries/searches-desk.server.ts'
import { SearchesQueryShape } from '#app/features/find/schemas.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** What people search for, as a file. */
export const loader = loaderFor(
  'staff',
  async ({ context, url }) => {
    const { tab, period, language } = parseQuery(SearchesQueryShape, url.searchParams)
    const text = await writeSearches(context, { tab, period, language: language ?? null })
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="searches.csv"',
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
