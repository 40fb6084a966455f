import { credentialToken } from '#app/features/badges/queries/credential.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** A credential as a signed token, in the form of a file (Open Badges 3.0, section 5.1). */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) =>
    new Response(await credentialToken(context, params['uid'] ?? ''), {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': 'attachment; filename="badge.jwt"',
        'Cache-Control': 'no-cache',
        'Access-Control-Allow-Origin': '*',
      },
    }),
  { hasPage: false },
)
