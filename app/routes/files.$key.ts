import { getFile } from '#app/features/files/queries/file.server.ts'
import { load } from '#app/platform/http.server.ts'

/** A kept picture, for who may see what it stands in. */
export const loader = load('everyone', async ({ context, params }) => {
  const { bytes, mime, isPublic } = await getFile(context, params['key'] ?? '')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mime,
      'Content-Length': String(bytes.length),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Disposition': 'inline',
      'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, max-age=300',
    },
  })
})
