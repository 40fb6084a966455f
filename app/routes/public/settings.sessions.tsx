import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { endSession } from '#app/features/accounts/commands/end-session.server.ts'
import { listSessions } from '#app/features/accounts/queries/sessions.server.ts'
import { EndSessionForm } from '#app/features/accounts/schemas.ts'
import { SessionsPage } from '#app/features/accounts/ui/account-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('whereYouAreSigned') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  sessions: await listSessions(context, viewer.id, context.sessions.storedId(context.cookie)),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('member', LIMITS.settings, async ({ context, viewer, form }) => {
  await endSession(context, viewer, parseForm(EndSessionForm, form).session)
  return redirect('/settings/sessions?done=1')
})

export default function Sessions() {
  return <SessionsPage {...useLoaderData<typeof loader>()} />
}
