import { previewArticle } from '#app/features/knowledge/queries/render-article.server.ts'
import { scriptActionFor } from '#app/platform/http/action.server.ts'
import { formText } from '#app/platform/http/forms.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** The server's own rendering of what is being written, for the composer. */
export const action = scriptActionFor('member', LIMITS.preview, async ({ context, request }) => {
  const form = await request.formData().catch(() => new FormData())
  const body = formText(form, 'body')
  const isArticle = form.get('as') === 'article'
  const html = await (isArticle
    ? previewArticle(context, body, context.viewer.id)
    : context.markdown.render(body, context.viewer.id))
  return Response.json({ html })
})
