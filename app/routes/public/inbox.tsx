import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { markNoticesRead } from '#app/features/notices/commands/mark-read.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { ReadForm } from '#app/features/notices/schemas.ts'
import { InboxPage } from '#app/features/notices/ui/inbox-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('inbox') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) =>
  getInbox(context, viewer, url.searchParams.get('page')),
)

export const action = actionFor('member', LIMITS.vote, async ({ context, viewer, form }) => {
  const read = parseForm(ReadForm, form)
  await markNoticesRead(context, viewer.id, read.intent === 'read' ? read.notice : undefined)
  return redirect('/inbox')
})

export default function Inbox() {
  return <InboxPage view={useLoaderData<typeof loader>()} />
}
