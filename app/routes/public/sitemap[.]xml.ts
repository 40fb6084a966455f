import { getSitemap } from '#app/features/find/queries/sitemap.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Addresses of what search engines should know: an index, and pages of it by `?page=`. */
export const loader = loaderFor(
  'everyone',
  async ({ context, url }) => {
    const xml = await getSitemap(context, url.searchParams.get('page'))
    return new Response(xml, {
      headers: {
        'Content-Type': 'application/xml; charset=utf-8',
        'Cache-Control': 'public, max-age=3600',
      },
    })
  },
  { hasPage: false },
)
