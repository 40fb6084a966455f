import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { listWords } from '#app/features/forum/words/lists.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'

export const handle: PageHandle = { part: 'unanswered' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), listWords)('meta.unanswered') }]

export const loader = loaderFor('everyone', async ({ context, url }) =>
  getListPage(context, { type: 'unanswered' }, url.searchParams),
)

export default function Unanswered() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
