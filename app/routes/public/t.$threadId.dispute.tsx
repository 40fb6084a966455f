import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { disputeClosing } from '#app/features/forum/commands/moderate-thread.server.ts'
import { getClosing } from '#app/features/forum/queries/closing.server.ts'
import { DisputeForm } from '#app/features/forum/schemas.ts'
import { DisputePage } from '#app/features/forum/ui/dispute-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async ({ context, params }) => {
  const closing = await getClosing(context, idParam(params['threadId']))
  if (closing.closed === null) throw redirect(closing.address)
  return { ...closing, closed: closing.closed }
})

export const action = actionFor('member', LIMITS.post, async ({ context, params, form }) => {
  const { reason } = parseForm(DisputeForm, form)
  throw redirect((await disputeClosing(context, idParam(params['threadId']), reason)).address)
})

export default function Dispute() {
  const view = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <DisputePage view={view} {...(sentBack ? { sentBack } : {})} />
}
