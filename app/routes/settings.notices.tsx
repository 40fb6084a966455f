import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { chooseChannels } from '#app/features/members/commands/choose-channels.server.ts'
import { getChannels } from '#app/features/members/queries/own.server.ts'
import { NoticesForm } from '#app/features/members/schemas.ts'
import { NoticesPage } from '#app/features/members/ui/settings-pages.tsx'
import { act, load, parseForm } from '#app/platform/http.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = () => [{ title: 'Notices · Settings' }]

export const loader = load('member', async ({ context, viewer, url }) => ({
  channels: await getChannels(context.db, viewer.id),
  done: url.searchParams.has('done'),
}))

export const action = act('member', LIMITS.settings, async ({ context, viewer, form }) => {
  await chooseChannels(context, viewer, parseForm(NoticesForm, form))
  return redirect('/settings/notices?done=1')
})

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
}
