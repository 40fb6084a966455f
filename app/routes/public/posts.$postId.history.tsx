import { useLoaderData } from '@remix-run/react'
import { getHistory } from '#app/features/forum/queries/post-pages.server.ts'
import { HistoryPage } from '#app/features/forum/ui/post-pages.tsx'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }

export const loader = loaderFor('everyone', async ({ context, params }) =>
  getHistory(context, idParam(params['postId'])),
)

export default function History() {
  const { post, revisions } = useLoaderData<typeof loader>()
  return <HistoryPage post={post} revisions={revisions} />
}
