import { redirect } from '@remix-run/node'
import { showTrail } from '#app/features/find/commands/show-trail.server.ts'
import { getThreadAddress } from '#app/features/forum/queries/thread-page.server.ts'
import { IntentForm } from '#app/features/forum/schemas.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** Whoever reloads the address of the act is led to its thread. */
export const loader = loaderFor('member', async ({ context, params }) =>
  redirect(await getThreadAddress(context, idParam(params['threadId']))),
)

export const action = actionFor(
  'member',
  LIMITS.vote,
  async ({ context, params, form }) => {
    const id = idParam(params['threadId'])
    const address = await getThreadAddress(context, id)
    await showTrail(context, id, parseForm(IntentForm, form).intent === 'add')
    return redirect(`${address}#trail`)
  },
  { hasPage: false },
)

/** Nothing of its own: it leads back, or to an error page. */
export default function NoPage() {
  return null
}
