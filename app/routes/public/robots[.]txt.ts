import { loaderFor } from '#app/platform/http/loader.server.ts'

const CLOSED = [
  '/search',
  '/ask',
  '/signin',
  '/signup',
  '/settings',
  '/inbox',
  '/desk',
  '/posts/',
  '/suggest',
  '/unsubscribe/',
  '/t/*/moderation',
]

/** What crawlers may leave alone, and where the sitemap is. */
export const loader = loaderFor('everyone', async ({ context }) => {
  const lines = [
    'User-agent: *',
    ...CLOSED.map((path) => `Disallow: ${path}`),
    `Sitemap: ${context.env.baseUrl}/sitemap.xml`,
  ]
  return new Response(`${lines.join('\n')}\n`, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    },
  })
})
