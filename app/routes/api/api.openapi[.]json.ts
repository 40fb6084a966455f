import { openApi } from '#app/features/requests/openapi.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** What the API offers, for programs that make clients. */
export const loader = loaderFor('everyone', ({ context }) =>
  Promise.resolve(Response.json(openApi(context.env.baseUrl), { headers: { 'Cache-Control': 'public, max-age=300' } })),
)
