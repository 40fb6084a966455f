import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getArticleList } from '#app/features/knowledge/queries/article-list.server.ts'
import { KbQueryShape } from '#app/features/knowledge/schemas.ts'
import { ArticleListPage } from '#app/features/knowledge/ui/help-centre-page.tsx'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles' }

export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const { section, page } = parseQuery(KbQueryShape, url.searchParams)
  return {
    view: await getArticleList(context, params['slug'] ?? '', {
      section: section ?? null,
      page: page ?? null,
    }),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  {
    title: data
      ? speak(localeIn(matches), titles)('ofArticles', { title: data.view.title })
      : speak(localeIn(matches), titles)('articles'),
  },
]

export default function ArticleList() {
  const { view } = useLoaderData<typeof loader>()
  return <ArticleListPage view={view} />
}
