import { redirect } from '@remix-run/node'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The queue stands at the front of the desk. */
export const loader = loaderFor('staff', async ({ url }) => redirect(`/desk${url.search}`))

/** Nothing of its own: it leads on, or to an error page. */
export default function NoPage() {
  return null
}
