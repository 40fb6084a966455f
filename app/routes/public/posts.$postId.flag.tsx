import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { getPostAbout } from '#app/features/forum/queries/post-pages.server.ts'
import { FlagPage } from '#app/features/forum/ui/post-pages.tsx'
import { flagPost } from '#app/features/moderation/commands/flag-post.server.ts'
import { FlagForm } from '#app/features/moderation/schemas.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async ({ context, params }) =>
  getPostAbout(context, idParam(params['postId'])),
)

export const action = actionFor('member', LIMITS.flag, async ({ context, params, form }) => {
  throw redirect((await flagPost(context, idParam(params['postId']), parseForm(FlagForm, form))).address)
})

export default function Flag() {
  const post = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <FlagPage post={post} {...(sentBack ? { sentBack } : {})} />
}
