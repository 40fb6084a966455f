import { findSimilar } from '#app/features/find/queries/search-page.server.ts'
import { load } from '#app/platform/http.server.ts'

/** Threads that ask the same as the question being written. */
export const loader = load('everyone', async ({ context, url }) => {
  const title = url.searchParams.get('title') ?? ''
  const body = url.searchParams.get('body') ?? ''
  return Response.json({ rows: await findSimilar(context, context.search, { title, body }) })
})
