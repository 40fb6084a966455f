import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getLog } from '#app/features/moderation/queries/desk.server.ts'
import { LogPage } from '#app/features/moderation/ui/desk-pages.tsx'
import { load } from '#app/platform/http.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = () => [{ title: 'Log' }]

export const loader = load('staff', async ({ context, url }) =>
  getLog(context, url.searchParams.get('page')),
)

export default function Log() {
  return (
    <DeskFrame at="log" title="Log">
      <LogPage view={useLoaderData<typeof loader>()} />
    </DeskFrame>
  )
}
