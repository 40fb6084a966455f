import { redirect } from '@remix-run/node'
import { getThreadAddress } from '#app/features/forum/queries/thread-page.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** A thread's address without its words leads to the whole one. */
export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const address = await getThreadAddress(context, idParam(params['threadId']))
  return redirect(`${address}${url.search}`, 301)
})

/** Nothing of its own: it leads on, or to an error page. */
export default function NoPage() {
  return null
}
