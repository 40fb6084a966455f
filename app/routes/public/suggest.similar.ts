import { findHelp } from '#app/features/find/queries/suggestions.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Articles that answer, and threads that ask the same as the question being written. */
export const loader = loaderFor('everyone', async ({ context, url }) => {
  const title = url.searchParams.get('title') ?? ''
  const body = url.searchParams.get('body') ?? ''
  return Response.json({ rows: await findHelp(context, context.search, { title, body }) })
})
