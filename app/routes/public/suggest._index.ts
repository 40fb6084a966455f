import { completeOperator } from '#app/features/find/queries/complete-operator.server.ts'
import { suggestThreads } from '#app/features/find/queries/suggestions.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Titles that go on from what is typed into a search field, or values of the operator that is typed there. */
export const loader = loaderFor('everyone', async ({ context, url }) => {
  const typed = url.searchParams.get('q') ?? ''
  const rows = (await completeOperator(context, typed)) ?? (await suggestThreads(context, context.search, typed))
  return Response.json({ rows })
})
