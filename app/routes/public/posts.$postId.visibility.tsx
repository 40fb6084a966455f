import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { hidePost, restorePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { getPostAbout } from '#app/features/forum/queries/post-pages.server.ts'
import { ReasonGiven, VisibilityForm } from '#app/features/forum/schemas.ts'
import { VisibilityPage } from '#app/features/forum/ui/post-pages.tsx'
import { isModerator } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseReason } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async ({ context, params }) =>
  getPostAbout(context, idParam(params['postId'])),
)

export const action = actionFor('member', LIMITS.edit, async ({ context, params, viewer, form }) => {
  const id = idParam(params['postId'])
  const { intent, reason } = parseForm(VisibilityForm, form)
  // A moderator acts on what others wrote, so the log says why; one's own may go without a word.
  const why = isModerator(viewer) && intent === 'hide' ? parseReason(ReasonGiven, reason) : reason
  const change = intent === 'hide' ? hidePost : restorePost
  throw redirect((await change(context, id, why)).address)
})

export default function Visibility() {
  const post = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <VisibilityPage post={post} {...(sentBack ? { sentBack } : {})} />
}
