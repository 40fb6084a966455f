import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { resetPassword } from '#app/features/accounts/commands/reset-password.server.ts'
import { newDeviceCookie } from '#app/features/accounts/commands/sign-in.server.ts'
import { demandLiveToken } from '#app/features/accounts/queries/confirmation.server.ts'
import { ResetForm } from '#app/features/accounts/schemas.ts'
import { ResetPage } from '#app/features/accounts/ui/reset-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('chooseANewPassword') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', async ({ context, params }) => {
  await demandLiveToken(context, 'reset', params['token'] ?? '')
  return null
})

// The link proves who they are, so they are signed in: the way in for whom the limits on passwords keep out.
export const action = actionFor('everyone', LIMITS.mailedLink, async ({ context, params, request, form }) => {
  const token = params['token'] ?? ''
  const id = await resetPassword(context, token, parseForm(ResetForm, form).password)
  const userAgent = request.headers.get('user-agent') ?? ''
  const headers = new Headers([
    ['Set-Cookie', await context.sessions.start(id, userAgent, context.cookie)],
    ['Set-Cookie', await newDeviceCookie(context, id)],
  ])
  return redirect('/settings/account?done=password', { headers })
})

export default function Reset() {
  return <ResetPage sentBack={useActionData<typeof action>()} />
}
