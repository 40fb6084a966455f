import { openApi } from '#app/features/requests/openapi.ts'
import { load } from '#app/platform/http.server.ts'

/** What the API offers, for programs that make clients. */
export const loader = load('everyone', ({ context }) =>
  Promise.resolve(Response.json(openApi(context.env.baseUrl), { headers: { 'Cache-Control': 'public, max-age=300' } })),
)
