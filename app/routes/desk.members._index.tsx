import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { listMembers } from '#app/features/members/queries/desk.server.ts'
import { MembersQuery } from '#app/features/members/schemas.ts'
import { MembersPage } from '#app/features/members/ui/desk-pages.tsx'
import { load, parseQuery } from '#app/platform/http.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Members · Desk' }]

export const loader = load('moderator', async ({ context, viewer, url }) => {
  const { q, role, suspended, page } = parseQuery(MembersQuery, url.searchParams)
  const filter = { q, role, suspended: suspended === '1', page }
  return {
    ...filter,
    page: await listMembers(context.db, filter),
    parts: deskParts(viewer),
  }
})

export default function Members() {
  const { parts, ...view } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="members" parts={parts} title="Members">
      <MembersPage {...view} />
    </DeskFrame>
  )
}
