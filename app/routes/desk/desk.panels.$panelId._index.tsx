import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { closePanel, openPanel } from '#app/features/panels/commands/hold-panel.server.ts'
import { inviteToPanel } from '#app/features/panels/commands/invite-to-panel.server.ts'
import { addQuestion, editPanel, removeQuestion } from '#app/features/panels/commands/prepare-panel.server.ts'
import { panelForms } from '#app/features/panels/queries/panel-forms.server.ts'
import {
  CloseForm,
  InviteForm,
  PanelForm,
  PanelQuery,
  QuestionForm,
  type PanelDone,
} from '#app/features/panels/schemas.ts'
import { PanelDesk } from '#app/features/panels/ui/panel-desk.tsx'
import { panelWords } from '#app/features/panels/words/panels.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import advocates from '#app/styles/advocates.css?url'
import styles from '#app/styles/panels.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: advocates },
  { rel: 'stylesheet', href: styles },
]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), panelWords)('title') }]

export { revalidateWhenLate as shouldRevalidate } from '#app/ui/late.ts'

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => ({
  form: await panelForms(context, idParam(params['panelId'])),
  parts: deskParts(viewer),
  done: parseQuery(PanelQuery, url.searchParams).done ?? null,
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['panelId'])
  throw redirect(`/desk/panels/${id}?done=${await act(context, id, form)}`)
})

async function act(context: Context, id: number, form: FormData): Promise<PanelDone> {
  switch (formText(form, 'intent')) {
    case 'ask':
      await addQuestion(context, id, parseForm(QuestionForm, form))
      return 'asked'
    case 'remove':
      await removeQuestion(context, id, idParam(formText(form, 'remove')))
      return 'removed'
    case 'invite':
      await inviteToPanel(context, id, { ...parseForm(InviteForm, form), thread: null })
      return 'invited'
    case 'open':
      await openPanel(context, id)
      return 'opened'
    case 'close':
      await closePanel(context, id, parseForm(CloseForm, form))
      return 'closed'
    default:
      await editPanel(context, id, parseForm(PanelForm, form))
      return 'saved'
  }
}

export default function DeskPanel() {
  const t = useWords(panelWords)
  const { form, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="panels"
      parts={parts}
      title={form.view.title}
      lead={t(`state.${form.view.state}`)}
      done={!sentBack && done !== null && t(`done.${done}`)}
    >
      <PanelDesk view={form.view} values={form.values} levels={form.levels} sentBack={sentBack} />
    </DeskFrame>
  )
}
