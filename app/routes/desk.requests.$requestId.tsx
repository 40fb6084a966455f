import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { getRequest } from '#app/features/requests/queries/requests.server.ts'
import { RequestPage } from '#app/features/requests/ui/request-page.tsx'
import { idParam, load } from '#app/platform/http.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.view.subject || 'Request'} · Desk` },
]

export const loader = load('staff', async ({ context, viewer, params }) => ({
  view: await getRequest(context, idParam(params['requestId'])),
  parts: deskParts(viewer),
}))

export default function Request() {
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="requests" parts={parts} title={view.subject || `Request ${view.id}`}>
      <RequestPage view={view} />
    </DeskFrame>
  )
}
