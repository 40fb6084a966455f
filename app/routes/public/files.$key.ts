import { getFile } from '#app/features/files/queries/file.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** A kept picture to show or a kept document to save, for who may see what it stands in. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) => {
    const { bytes, mime, isPublic, name } = await getFile(context, params['key'] ?? '')
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': mime,
        'Content-Length': String(bytes.length),
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Content-Disposition': name === null ? 'inline' : `attachment; filename*=UTF-8''${encoded(name)}`,
        'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, max-age=300',
      },
    })
  },
  { hasPage: false },
)

/** As RFC 5987 has it. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
