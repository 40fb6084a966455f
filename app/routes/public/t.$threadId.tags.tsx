import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { retagThread } from '#app/features/forum/commands/retag-thread.server.ts'
import { getTagging } from '#app/features/forum/queries/tagging.server.ts'
import { TagsForm } from '#app/features/forum/schemas.ts'
import { TaggingPage } from '#app/features/forum/ui/tagging-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', ({ context, params }) => getTagging(context, idParam(params['threadId'])))

export const action = actionFor('member', LIMITS.post, async ({ context, params, form }) => {
  throw redirect((await retagThread(context, idParam(params['threadId']), parseForm(TagsForm, form))).address)
})

export default function Tagging() {
  const view = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <TaggingPage view={view} {...(sentBack ? { sentBack } : {})} />
}
