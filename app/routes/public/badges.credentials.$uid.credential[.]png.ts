import { bakedPicture } from '#app/features/badges/queries/credential.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** A credential baked into the drawing of its badge. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) =>
    new Response(new Uint8Array(await bakedPicture(context, params['uid'] ?? '', 'png')), {
      headers: {
        'Content-Type': 'image/png',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Content-Disposition': 'attachment; filename="badge.png"',
        'Cache-Control': 'no-cache',
      },
    }),
  { hasPage: false },
)
