import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requestReset } from '#app/features/accounts/commands/reset-password.server.ts'
import { RequestResetForm } from '#app/features/accounts/schemas.ts'
import { AskResetPage } from '#app/features/accounts/ui/reset-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('chooseANewPassword') }]

export const loader = loaderFor('everyone', async ({ url }) => ({
  sent: url.searchParams.get('done') === 'mail',
}))

export const action = actionFor('everyone', LIMITS.askReset, async ({ context, form }) => {
  await requestReset(context, parseForm(RequestResetForm, form).email)
  return redirect('/reset?done=mail')
})

export default function AskReset() {
  const { sent } = useLoaderData<typeof loader>()
  return <AskResetPage sent={sent} sentBack={useActionData<typeof action>()} />
}
