import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addPanel } from '#app/features/panels/commands/prepare-panel.server.ts'
import { newPanel } from '#app/features/panels/queries/panel-forms.server.ts'
import { PanelForm as PanelFormShape } from '#app/features/panels/schemas.ts'
import { PanelForm } from '#app/features/panels/ui/panel-form.tsx'
import { panelWords } from '#app/features/panels/words/panels.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), panelWords)('desk.new') }]

export const loader = loaderFor('staff', async ({ context, viewer }) => ({
  values: newPanel(context),
  parts: deskParts(viewer),
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const id = await addPanel(context, parseForm(PanelFormShape, form))
  throw redirect(`/desk/panels/${id}?done=saved`)
})

export default function NewPanel() {
  const t = useWords(panelWords)
  const { values, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="panels" parts={parts} title={t('desk.new')} lead={t('desk.lead')}>
      <PanelForm action="/desk/panels/new" values={values} isNew sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
