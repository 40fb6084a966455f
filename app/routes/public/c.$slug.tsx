import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getListPage } from '#app/features/forum/queries/list-page.server.ts'
import { ThreadListPage } from '#app/features/forum/ui/thread-list-page.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('everyone', async ({ context, params, url }) =>
  getListPage(context, { type: 'category', slug: params['slug'] ?? '' }, url.searchParams),
)

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data?.subject.type === 'category'
    ? [{ title: data.subject.category.name }, { name: 'description', content: data.subject.category.description }]
    : []

export default function Category() {
  return <ThreadListPage view={useLoaderData<typeof loader>()} />
}
