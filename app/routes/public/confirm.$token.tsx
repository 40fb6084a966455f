import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { confirmEmail, NOT_YOURS } from '#app/features/accounts/commands/confirm-email.server.ts'
import { makeAccount } from '#app/features/accounts/commands/make-account.server.ts'
import { newDeviceCookie } from '#app/features/accounts/commands/sign-in.server.ts'
import { getConfirmation } from '#app/features/accounts/queries/confirmation.server.ts'
import { JoinForm } from '#app/features/accounts/schemas.ts'
import { ConfirmPage } from '#app/features/accounts/ui/join-pages.tsx'
import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { safePath } from '#app/platform/http/redirects.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('confirmYourAddress') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', async ({ context, viewer, params }) => {
  const token = params['token'] ?? ''
  const view = await getConfirmation(context, token)
  if (view.kind === 'email' && !isMember(viewer))
    throw redirect(`/signin?next=${encodeURIComponent(`/confirm/${token}`)}`)
  return {
    view,
    isOwn: view.kind === 'email' && view.memberId === viewer.id,
    legal: context.site.legal,
  }
})

export const action = actionFor('everyone', LIMITS.mailedLink, async ({ context, viewer, params, request, form }) => {
  const token = params['token'] ?? ''
  const { kind } = await getConfirmation(context, token)
  switch (kind) {
    case 'done':
      return redirect(`/confirm/${token}`)
    case 'email':
      if (!isMember(viewer)) throw new AppError('forbidden', NOT_YOURS)
      await confirmEmail(context, viewer, token)
      return redirect('/settings/account?done=email')
    case 'join': {
      const { memberId, next } = await makeAccount(context, token, parseForm(JoinForm, form))
      const userAgent = request.headers.get('user-agent') ?? ''
      const cookie = await context.sessions.start(memberId, userAgent, context.cookie)
      const headers = new Headers([
        ['Set-Cookie', cookie],
        ['Set-Cookie', await newDeviceCookie(context, memberId)],
      ])
      return redirect(safePath(next), { headers })
    }
  }
})

export default function Confirm() {
  const { view, isOwn, legal } = useLoaderData<typeof loader>()
  return <ConfirmPage view={view} isOwn={isOwn} legal={legal} sentBack={useActionData<typeof action>()} />
}
