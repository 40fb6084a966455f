import { redirect } from '@remix-run/node'
import { deskParts } from '#app/access/desk.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The desk opens at the first part that this member of staff may open. */
export const loader = loaderFor('staff', async ({ viewer }) => redirect(`/desk/${deskParts(viewer)[0] ?? 'jobs'}`))

/** Nothing of its own: it leads on, or to an error page. */
export default function NoPage() {
  return null
}
