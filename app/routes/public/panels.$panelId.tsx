import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerPanel, declinePanel } from '#app/features/panels/commands/answer-panel.server.ts'
import { getPanelPage } from '#app/features/panels/queries/panels.server.ts'
import { PanelQuery } from '#app/features/panels/schemas.ts'
import { PanelPage } from '#app/features/panels/ui/panel-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import advocates from '#app/styles/advocates.css?url'
import styles from '#app/styles/panels.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: advocates },
  { rel: 'stylesheet', href: styles },
]

export const loader = loaderFor('member', async ({ context, params, url }) => ({
  view: await getPanelPage(context, idParam(params['panelId'])),
  done: parseQuery(PanelQuery, url.searchParams).done ?? null,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.view.title ?? '' }]

export const action = actionFor('member', LIMITS.post, async ({ context, params, form }) => {
  const id = idParam(params['panelId'])
  if (formText(form, 'intent') === 'decline') {
    await declinePanel(context, id)
    throw redirect(`/panels/${id}?done=declined`)
  }
  await answerPanel(context, id, valuesOf(form))
  throw redirect(`/panels/${id}?done=answered`)
})

export default function Panel() {
  const { view, done } = useLoaderData<typeof loader>()
  return (
    <PanelPage
      view={view}
      done={done === 'answered' || done === 'declined' ? done : null}
      sentBack={useActionData<typeof action>()}
    />
  )
}
