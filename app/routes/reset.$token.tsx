import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { resetPassword } from '#app/features/accounts/commands/reset-password.server.ts'
import { demandLiveToken } from '#app/features/accounts/queries/confirmation.server.ts'
import { ResetForm } from '#app/features/accounts/schemas.ts'
import { ResetPage } from '#app/features/accounts/ui/reset-pages.tsx'
import { act, load, parseForm } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = () => [
  { title: 'Choose a new password' },
  { name: 'robots', content: 'noindex' },
]

export const loader = load('everyone', async ({ context, params }) => {
  await demandLiveToken(context, 'reset', params['token'] ?? '')
  return null
})

export const action = act('everyone', LIMITS.signInAddress, async ({ context, params, form }) => {
  await resetPassword(context, params['token'] ?? '', parseForm(ResetForm, form).password)
  return redirect('/signin?done=password', {
    headers: { 'Set-Cookie': await context.sessions.end(context.cookie) },
  })
})

export default function Reset() {
  return <ResetPage sentBack={useActionData<typeof action>()} />
}
