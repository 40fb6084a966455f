import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findRelated } from '#app/features/find/queries/nearby.server.ts'
import { getArticlePage } from '#app/features/knowledge/queries/article-page.server.ts'
import { KbQueryShape } from '#app/features/knowledge/schemas.ts'
import { ArticlePage } from '#app/features/knowledge/ui/article-page.tsx'
import { isMember } from '#app/kernel/roles.ts'
import { idParam, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles' }

export const loader = loaderFor('everyone', async ({ context, viewer, params, url }) => {
  const { for: part, voted, proposed } = parseQuery(KbQueryShape, url.searchParams)
  const page = await getArticlePage(context, idParam(params['articleId']), { part: part ?? null })
  if (decodeURIComponent(url.pathname.replace(/\.data$/, '')) !== decodeURIComponent(page.address)) {
    throw redirect(`${page.address}${url.search}`, 301)
  }
  const view = { ...page, ...(await findRelated(context, context.search, page)) }
  return { view, voted: voted ?? null, proposed: proposed !== undefined && isMember(viewer) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? [
        { title: data.view.title },
        { name: 'description', content: data.view.description },
        { tagName: 'link', rel: 'canonical', href: data.view.url },
        { property: 'og:title', content: data.view.title },
        { property: 'og:type', content: 'article' },
        { property: 'og:url', content: data.view.url },
        ...(data.view.publishedAt === null ? [{ name: 'robots', content: 'noindex' }] : []),
      ]
    : []

export default function Article() {
  const { view, voted, proposed } = useLoaderData<typeof loader>()
  return <ArticlePage view={view} voted={voted} proposed={proposed} />
}
