import { suggestThreads } from '#app/features/find/queries/suggestions.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Titles that go on from what is typed into a search field. */
export const loader = loaderFor('everyone', async ({ context, url }) =>
  Response.json({
    rows: await suggestThreads(context, context.search, url.searchParams.get('q') ?? ''),
  }),
)
