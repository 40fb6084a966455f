import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { eraseAccount } from '#app/features/accounts/commands/erase-account.server.ts'
import { EraseForm } from '#app/features/accounts/schemas.ts'
import { ErasePage } from '#app/features/accounts/ui/account-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('eraseTheAccountSettings') },
]

export const loader = loaderFor('member', async ({ viewer }) => ({ handle: viewer.handle }))

export const action = actionFor('member', LIMITS.settings, async ({ context, viewer, form }) => {
  await eraseAccount(context, viewer, parseForm(EraseForm, form))
  return redirect('/signin?done=erased', {
    headers: { 'Set-Cookie': await context.sessions.end(context.cookie) },
  })
})

export default function Erase() {
  return <ErasePage {...useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
}
