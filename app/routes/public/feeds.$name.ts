import { getFeed } from '#app/features/find/queries/feed.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Atom feeds: /feeds/threads.atom, /feeds/unanswered.atom, /feeds/c-SLUG.atom, /feeds/tag-NAME.atom. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) => {
    const xml = await getFeed(context, params['name'] ?? '')
    return new Response(xml, {
      headers: {
        'Content-Type': 'application/atom+xml; charset=utf-8',
        'Cache-Control': 'public, max-age=300',
      },
    })
  },
  { hasPage: false },
)
