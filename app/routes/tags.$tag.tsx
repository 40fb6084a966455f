import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { load } from '#app/platform/http.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = load('everyone', async ({ context, params, url }) =>
  getListPage(context, { type: 'tag', name: params['tag'] ?? '' }, url.searchParams),
)

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data?.subject.type === 'tag' ? [{ title: `Threads about ${data.subject.name}` }] : []

export default function Tag() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
