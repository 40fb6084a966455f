import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requestEmailChange } from '#app/features/accounts/commands/change-email.server.ts'
import { changePassword } from '#app/features/accounts/commands/change-password.server.ts'
import { AccountIntent, ChangeEmailForm, ChangePasswordForm } from '#app/features/accounts/schemas.ts'
import { AccountPage } from '#app/features/accounts/ui/account-pages.tsx'
import { getOwnEmail } from '#app/features/members/queries/own.server.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('accountSettings') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  email: await getOwnEmail(context.db, viewer),
  done: url.searchParams.get('done') ?? '',
}))

export const action = actionFor('member', LIMITS.settings, async ({ context, viewer, form, request }) => {
  const { intent } = parseForm(AccountIntent, form)
  if (intent === 'email') {
    await requestEmailChange(context, viewer, parseForm(ChangeEmailForm, form))
    return redirect('/settings/account?done=mail')
  }
  await changePassword(context, viewer, parseForm(ChangePasswordForm, form))
  const userAgent = request.headers.get('user-agent') ?? ''
  const cookie = await context.sessions.start(viewer.id, userAgent, context.cookie)
  return redirect('/settings/account?done=password', { headers: { 'Set-Cookie': cookie } })
})

export default function Account() {
  return <AccountPage {...useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
}
