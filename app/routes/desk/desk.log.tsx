import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { getLog, readLogFilter } from '#app/features/moderation/queries/log.server.ts'
import { LogPage } from '#app/features/moderation/ui/desk-pages.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = () => [{ title: 'Log · Desk' }]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => ({
  view: await getLog(
    context,
    readLogFilter(url.searchParams),
    viewer.zone ?? context.site.zone,
    url.searchParams.get('page'),
  ),
  parts: deskParts(viewer),
}))

export default function Log() {
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="log" parts={parts} title="Log">
      <LogPage view={view} />
    </DeskFrame>
  )
}
