import { redirect } from '@remix-run/node'
import { keepAsAnswer } from '#app/features/forum/commands/answer-doubt.server.ts'
import { changePostKind } from '#app/features/forum/commands/moderate-post.server.ts'
import { getPostAddress } from '#app/features/forum/queries/thread-page.server.ts'
import { KindForm } from '#app/features/forum/schemas.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** Whoever reloads the address of the act is led to what it was about. */
export const loader = loaderFor('member', async ({ context, params }) =>
  redirect(await getPostAddress(context, idParam(params['postId']))),
)

export const action = actionFor(
  'member',
  LIMITS.edit,
  async ({ context, params, form }) => {
    const { kind } = parseForm(KindForm, form)
    const id = idParam(params['postId'])
    const { address } = kind === 'counts' ? await keepAsAnswer(context, id) : await changePostKind(context, id, kind)
    return redirect(address)
  },
  { hasPage: false },
)

/** Nothing of its own: it leads back, or to an error page. */
export default function NoPage() {
  return null
}
