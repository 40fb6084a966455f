import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { useWords } from '#app/locale/react.tsx'
import { deskWords } from '#app/frame/words/desk.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { moveRequest } from '#app/features/mining/commands/decide-topic.server.ts'
import { listOthers } from '#app/features/mining/queries/topic-page.server.ts'
import { MoveRequestForm } from '#app/features/mining/schemas.ts'
import { getRequest } from '#app/features/requests/queries/requests.server.ts'
import { RequestPage } from '#app/features/requests/ui/request-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  {
    title: data?.view.subject
      ? speak(localeIn(matches), titles)('onDesk', { title: data.view.subject })
      : speak(localeIn(matches), titles)('requestDesk'),
  },
]

export const loader = loaderFor('staff', async ({ context, viewer, params }) => ({
  view: await getRequest(context, idParam(params['requestId'])),
  topics: await listOthers(context.db, 0),
  parts: deskParts(viewer),
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['requestId'])
  const { into } = parseForm(MoveRequestForm, form)
  await moveRequest(context, id, into || null)
  throw redirect(`/desk/requests/${id}`)
})

export default function Request() {
  const t = useWords(deskWords)
  const { view, topics, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="requests" parts={parts} title={view.subject || t('requestId', { id: view.id })}>
      <RequestPage view={view} topics={topics} errors={sent?.errors} />
    </DeskFrame>
  )
}
