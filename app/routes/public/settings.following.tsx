import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { setFollowing } from '#app/features/forum/commands/vote.server.ts'
import { listFollowing } from '#app/features/members/queries/own.server.ts'
import { StopFollowingForm } from '#app/features/members/schemas.ts'
import { FollowingPage } from '#app/features/members/ui/settings-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('followingSettings') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  page: await listFollowing(context.db, viewer, url.searchParams.get('page')),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('member', LIMITS.vote, async ({ context, form }) => {
  await setFollowing(context, parseForm(StopFollowingForm, form).thread, false)
  return redirect('/settings/following?done=1')
})

export default function Following() {
  return <FollowingPage {...useLoaderData<typeof loader>()} />
}
