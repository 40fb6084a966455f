import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { workOn } from '#app/features/knowledge/commands/work-on.server.ts'
import { getWorkbench } from '#app/features/knowledge/queries/workbench.server.ts'
import { WorkForm } from '#app/features/knowledge/schemas.ts'
import { WorkbenchPage } from '#app/features/knowledge/ui/workbench-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => {
  const number = url.searchParams.get('revision')
  return {
    view: await getWorkbench(context, idParam(params['articleId']), number === null ? null : idParam(number)),
    parts: deskParts(viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  {
    title: data
      ? speak(localeIn(matches), titles)('onDesk', { title: data.view.title })
      : speak(localeIn(matches), titles)('articleDesk'),
  },
]

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  throw redirect(await workOn(context, idParam(params['articleId']), parseForm(WorkForm, form)))
})

export default function Workbench() {
  const { view, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="articles" parts={parts} title={view.title}>
      <WorkbenchPage view={view} {...(sent ? { errors: sent.errors, values: sent.values } : {})} />
    </DeskFrame>
  )
}
