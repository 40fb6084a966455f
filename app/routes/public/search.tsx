import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { logSearch } from '#app/features/find/commands/log-search.server.ts'
import { wordsAnswers } from '#app/features/find/commands/word-answer.server.ts'
import { getSearchPage } from '#app/features/find/queries/search-page.server.ts'
import { SearchQueryShape } from '#app/features/find/schemas.ts'
import { SearchPage } from '#app/features/find/ui/search-page.tsx'
import { searchWords } from '#app/features/find/words/search.ts'
import { speak } from '#app/locale/speak.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'

export const handle: PageHandle = { part: 'threads', ownSearch: true }

export const loader = loaderFor('everyone', async ({ context, viewer, url, request }) => {
  const { q, page, exact, ...filters } = parseQuery(SearchQueryShape, url.searchParams)
  const categories = await categoriesFor(context.db, viewer)
  const view = await getSearchPage(
    context,
    context.search,
    {
      query: q,
      filters: {
        ...filters,
        category: filters.category ?? null,
        tag: filters.tag ?? null,
        language: filters.language ?? null,
      },
      page: page ?? null,
      exact: exact === '1',
      learns: context.site.searchLearns,
    },
    categories,
  )
  const isNarrowed = Object.values(filters).some(
    (value) => value !== undefined && value !== 'all' && value !== 'any' && value !== 'relevance',
  )
  if (!isNarrowed && !page && !view.unavailable) {
    const visit = { address: context.address, agent: request.headers.get('user-agent') ?? '' }
    await logSearch(context, viewer, view, visit)
  }
  return {
    view,
    wordsAnswers: wordsAnswers(context) && view.hits.length + view.articles.length > 0,
    categories: categories.readable.map(({ id, slug, name }) => ({ id, slug, name })),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const t = speak(localeIn(matches), searchWords)
  const query = data?.view.query ?? ''
  return [{ title: query === '' ? t('meta') : t('meta.query', { query }) }, { name: 'robots', content: 'noindex' }]
}

export default function Search() {
  const { view, wordsAnswers, categories } = useLoaderData<typeof loader>()
  return <SearchPage view={view} wordsAnswers={wordsAnswers} categories={categories} />
}
