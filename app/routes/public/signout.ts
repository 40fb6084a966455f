import { redirect } from '@remix-run/node'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const loader = loaderFor('everyone', async () => redirect('/'))

/** Ends this session; whoever has none any more is signed out already. */
export const action = actionFor(
  'everyone',
  null,
  async ({ context }) =>
    redirect('/signin?done=out', {
      headers: { 'Set-Cookie': await context.sessions.end(context.cookie) },
    }),
  { hasPage: false },
)

/** Nothing of its own: it leads back, or to an error page. */
export default function NoPage() {
  return null
}
