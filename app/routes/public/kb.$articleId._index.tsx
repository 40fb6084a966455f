import { redirect } from '@remix-run/node'
import { getArticleAddress } from '#app/features/knowledge/queries/article-page.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** An article's address without its words leads to the whole one. */
export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const address = await getArticleAddress(context, idParam(params['articleId']))
  throw redirect(`${address}${url.search}`, 301)
})

/** Nothing of its own: it leads on, or to an error page. */
export default function NoPage() {
  return null
}
