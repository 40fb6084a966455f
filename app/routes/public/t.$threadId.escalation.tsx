import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { escalateThread, inviteMember } from '#app/features/escalations/commands/escalate-thread.server.ts'
import { getAskForHelp } from '#app/features/escalations/queries/thread-tier.server.ts'
import { AskForHelpForm } from '#app/features/escalations/schemas.ts'
import { AskForHelpPage } from '#app/features/escalations/ui/ask-for-help-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async ({ context, params }) =>
  getAskForHelp(context, idParam(params['threadId'])),
)

export const action = actionFor('member', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['threadId'])
  const asked = parseForm(AskForHelpForm, form)
  if (asked.intent === 'invite') throw redirect((await inviteMember(context, id, asked.handle, asked.why)).address)
  const { address, escalation } = await escalateThread(context, id, asked.reason)
  throw redirect(escalation === null ? address : `/desk/escalations/${escalation}`)
})

export default function AskForHelp() {
  const view = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <AskForHelpPage view={view} {...(sentBack ? { sentBack } : {})} />
}
