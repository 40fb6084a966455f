import { act, formText } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** The server's own rendering of what is being written, for the composer. */
export const action = act('member', LIMITS.preview, async ({ context, form }) =>
  Response.json({ html: await context.markdown.render(formText(form, 'body')) }),
)
