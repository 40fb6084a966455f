import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { chooseChannels } from '#app/features/members/commands/choose-channels.server.ts'
import { getChannels } from '#app/features/members/queries/own.server.ts'
import { NoticesForm } from '#app/features/members/schemas.ts'
import { NoticesPage } from '#app/features/members/ui/settings-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('noticesSettings') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  channels: await getChannels(context.db, viewer.id),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('member', LIMITS.settings, async ({ context, viewer, form }) => {
  await chooseChannels(context, viewer, parseForm(NoticesForm, form))
  return redirect('/settings/notices?done=1')
})

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
}
