import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { setUp } from '#app/features/accounts/commands/set-up.server.ts'
import { demandLiveToken } from '#app/features/accounts/queries/confirmation.server.ts'
import { SetUpForm } from '#app/features/accounts/schemas.ts'
import { SetUpPage } from '#app/features/accounts/ui/join-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { bare: true }

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('setUp') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', async ({ context, params }) => {
  await demandLiveToken(context, 'setup', params['token'] ?? '')
  return { site: context.site.name }
})

export const action = actionFor('everyone', LIMITS.mailedLink, async ({ context, params, request, form }) => {
  const id = await setUp(context, params['token'] ?? '', parseForm(SetUpForm, form))
  const userAgent = request.headers.get('user-agent') ?? ''
  const cookie = await context.sessions.start(id, userAgent, context.cookie)
  return redirect('/desk/categories', { headers: { 'Set-Cookie': cookie } })
})

export default function SetUp() {
  const { site } = useLoaderData<typeof loader>()
  return <SetUpPage site={site} sentBack={useActionData<typeof action>()} />
}
