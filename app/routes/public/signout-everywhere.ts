import { redirect } from '@remix-run/node'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async () => redirect('/settings/sessions'))

/** Ends every session of the member, this one included. */
export const action = actionFor(
  'member',
  LIMITS.settings,
  async ({ context, viewer }) => {
    await context.sessions.endAll(viewer.id)
    return redirect('/signin?done=everywhere', {
      headers: { 'Set-Cookie': await context.sessions.end(context.cookie) },
    })
  },
  { hasPage: false },
)

/** Nothing of its own: it leads back, or to an error page. */
export default function NoPage() {
  return null
}
