import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { pointSearch, unpointSearch } from '#app/features/find/commands/point-search.server.ts'
import { getPointPage } from '#app/features/find/queries/point-page.server.ts'
import { PointForm } from '#app/features/find/schemas.ts'
import { PointPage } from '#app/features/find/ui/searches-page.tsx'
import { searchesWords } from '#app/features/find/words/searches.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), searchesWords)('point.meta') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const query = (url.searchParams.get('query') ?? '').slice(0, 300)
  if (query.trim() === '') throw redirect('/desk/searches')
  return { view: await getPointPage(context, context.search, query), parts: deskParts(viewer) }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { query, intent, article } = parseForm(PointForm, form)
  if (intent === 'unpoint') {
    await unpointSearch(context, query)
    return redirect('/desk/searches?done=unpointed')
  }
  await pointSearch(context, query, article ?? 0)
  return redirect('/desk/searches?done=pointed')
})

export default function PointSearch() {
  const t = useWords(searchesWords)
  const { view, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="searches" parts={parts} title={t('point.title', { query: view.query })}>
      <PointPage view={view} sentBack={sent} />
    </DeskFrame>
  )
}
