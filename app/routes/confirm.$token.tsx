import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmEmail } from '#app/features/accounts/commands/confirm-email.server.ts'
import { getConfirmation } from '#app/features/accounts/queries/confirmation.server.ts'
import { ConfirmForm } from '#app/features/accounts/schemas.ts'
import { ConfirmPage } from '#app/features/accounts/ui/join-pages.tsx'
import { isMember } from '#app/kernel/roles.ts'
import { act, load, parseForm, safePath } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = () => [
  { title: 'Confirm your address' },
  { name: 'robots', content: 'noindex' },
]

export const loader = load('everyone', async ({ context, params }) =>
  getConfirmation(context, params['token'] ?? ''),
)

export const action = act(
  'everyone',
  LIMITS.signInAddress,
  async ({ context, viewer, params, request, form }) => {
    const { handle } = parseForm(ConfirmForm, form)
    const done = await confirmEmail(context, params['token'] ?? '', handle)
    if (done.kind === 'email')
      return redirect(isMember(viewer) ? '/settings/account?done=email' : '/signin?done=email')
    const userAgent = request.headers.get('user-agent') ?? ''
    const cookie = await context.sessions.start(done.memberId, userAgent, context.cookie)
    return redirect(safePath(done.next), { headers: { 'Set-Cookie': cookie } })
  },
)

export default function Confirm() {
  return (
    <ConfirmPage view={useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
  )
}
