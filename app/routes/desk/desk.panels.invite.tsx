import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { inviteToPanel } from '#app/features/panels/commands/invite-to-panel.server.ts'
import { threadInvitation } from '#app/features/panels/queries/panel-forms.server.ts'
import { FromThreadForm, PanelQuery } from '#app/features/panels/schemas.ts'
import { FromThread } from '#app/features/panels/ui/from-thread.tsx'
import { panelWords } from '#app/features/panels/words/panels.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), panelWords)('from.title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => ({
  view: await threadInvitation(context, parseQuery(PanelQuery, url.searchParams).thread ?? 0),
  parts: deskParts(viewer),
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { panel, thread, handles, words } = parseForm(FromThreadForm, form)
  await inviteToPanel(context, panel, { handles, words, level: 0, thread })
  throw redirect(`/desk/panels/${panel}?done=invited`)
})

export default function InviteFromThread() {
  const t = useWords(panelWords)
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="panels" parts={parts} title={t('from.title')}>
      <FromThread {...view} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
