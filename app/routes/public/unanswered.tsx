import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'unanswered' }

export const meta: MetaFunction = () => [{ title: 'Needs an answer' }]

export const loader = loaderFor('everyone', async ({ context, url }) =>
  getListPage(context, { type: 'unanswered' }, url.searchParams),
)

export default function Unanswered() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
