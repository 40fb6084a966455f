import { statusList } from '#app/features/badges/queries/status-list.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Which credentials are revoked, as a signed Bitstring Status List. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) =>
    new Response(await statusList(context, params['listId'] === '0' ? 0 : idParam(params['listId'])), {
      headers: {
        'Content-Type': 'application/vc+jwt',
        'Cache-Control': 'public, max-age=30',
        'Access-Control-Allow-Origin': '*',
      },
    }),
  { hasPage: false },
)
