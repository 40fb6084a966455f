import { badgePicture } from '#app/features/badges/queries/credential.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The drawing of a badge when it is full. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) =>
    new Response(new Uint8Array(await badgePicture(context, params['slug'] ?? '', 'svg')), {
      headers: {
        'Content-Type': 'image/svg+xml',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Cache-Control': 'public, max-age=3600',
      },
    }),
  { hasPage: false },
)
