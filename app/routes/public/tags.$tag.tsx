import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { listWords } from '#app/features/forum/words/lists.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const name = params['tag'] ?? ''
  const view = await getListPage(context, { type: 'tag', name }, url.searchParams)
  if (view.subject.type === 'tag' && view.subject.name !== name)
    throw redirect(`/tags/${encodeURIComponent(view.subject.name)}${url.search}`, 301)
  return view
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data?.subject.type === 'tag'
    ? [{ title: speak(localeIn(matches), listWords)('meta.tag', { tag: data.subject.name }) }]
    : []

export default function Tag() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
