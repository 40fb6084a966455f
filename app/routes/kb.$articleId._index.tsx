import { redirect } from '@remix-run/node'
import { getArticleAddress } from '#app/features/knowledge/queries/article-page.server.ts'
import { idParam, load } from '#app/platform/http.server.ts'

export const loader = load('everyone', async ({ context, params }) => {
  throw redirect(await getArticleAddress(context, idParam(params['articleId'])), 301)
})
