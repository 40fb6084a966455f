import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { listWords } from '#app/features/forum/words/lists.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'

export const handle: PageHandle = { part: 'threads' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), listWords)('meta.all') }]

export const loader = loaderFor('everyone', async ({ context, url }) =>
  getListPage(context, { type: 'all' }, url.searchParams),
)

export default function Threads() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
