import { renderToStaticMarkup } from 'react-dom/server'
import { getShownStory } from '#app/features/stories/queries/stories.server.ts'
import { StoryDocument } from '#app/features/stories/ui/story-document.tsx'
import { GUEST } from '#app/kernel/roles.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import advocates from '#app/styles/advocates.css?url'
import styles from '#app/styles/app.css?url'

/** The only document of this site that others may frame; it has nothing to press, so nothing can be pressed unseen. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) => {
    const { db, locale, site, env } = context
    const story = await getShownStory(db, GUEST, idParam(params['storyId']))
    const html = renderToStaticMarkup(
      <StoryDocument
        story={story}
        locale={locale}
        site={site.name}
        base={env.baseUrl.replace(/\/$/, '')}
        hue={site.hue}
        styles={[styles, advocates]}
      />,
    )
    return new Response(`<!doctype html>${html}`, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy':
          "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'no-cache',
      },
    })
  },
  { hasPage: false },
)
