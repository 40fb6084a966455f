import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getArticleHistory } from '#app/features/knowledge/queries/workbench.server.ts'
import { ArticleHistoryPage } from '#app/features/knowledge/ui/article-history-page.tsx'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles' }

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('whatItSaidBefore') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', async ({ context, params }) => ({
  view: await getArticleHistory(context, idParam(params['articleId'])),
}))

export default function History() {
  const { view } = useLoaderData<typeof loader>()
  return <ArticleHistoryPage view={view} />
}
