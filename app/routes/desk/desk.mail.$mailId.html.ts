import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { getMail } from '#app/platform/mail/desk.server.ts'

/** A mail's HTML for the frame on its page: no script, nothing from elsewhere, no origin of ours. */
export const loader = loaderFor(
  'admin',
  async ({ context, params }) => {
    const { html } = await getMail(context, idParam(params['mailId']))
    return new Response(html, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
        'Cache-Control': 'private, no-store',
      },
    })
  },
  { hasPage: false },
)
