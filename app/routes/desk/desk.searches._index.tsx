import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { getSearchesPage } from '#app/features/find/queries/searches-desk.server.ts'
import { SearchesQueryShape, SearchTermForm } from '#app/features/find/schemas.ts'
import { SearchesPage } from '#app/features/find/ui/searches-page.tsx'
import { searchesWords } from '#app/features/find/words/searches.ts'
import { topicFromSearch } from '#app/features/mining/commands/topic-from-search.server.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), searchesWords)('meta') }]

const DONE = ['pointed', 'unpointed'] as const

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { tab, period, language } = parseQuery(SearchesQueryShape, url.searchParams)
  return {
    view: await getSearchesPage(context, { tab, period, language: language ?? null }),
    parts: deskParts(viewer),
    done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
  }
})

/** Makes a search a topic: what people look for is what they ask. */
export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { query } = parseForm(SearchTermForm, form)
  const { topicId } = await topicFromSearch(context, query)
  return redirect(`/desk/topics/${topicId}`)
})

export default function Searches() {
  const t = useWords(searchesWords)
  const { view, parts, done } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="searches" parts={parts} title={t('title')} done={done === null ? null : t(`done.${done}`)}>
      <SearchesPage view={view} />
    </DeskFrame>
  )
}
