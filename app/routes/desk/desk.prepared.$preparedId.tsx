import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { editPrepared, retirePrepared, reviewPrepared } from '#app/features/prepared/commands/write-prepared.server.ts'
import { getPreparedView } from '#app/features/prepared/queries/prepared.server.ts'
import { PreparedForm, PreparedIntent, PreparedQuery } from '#app/features/prepared/schemas.ts'
import { PreparedPage } from '#app/features/prepared/ui/prepared-pages.tsx'
import { preparedWords } from '#app/features/prepared/words/prepared.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.view.title ?? speak(localeIn(matches), preparedWords)('title') },
]

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => ({
  view: await getPreparedView(context, idParam(params['preparedId'])),
  parts: deskParts(viewer),
  done: parseQuery(PreparedQuery, url.searchParams).done,
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['preparedId'])
  const { intent, version } = parseForm(PreparedIntent, form)
  switch (intent) {
    case 'save':
      await editPrepared(context, id, version, parseForm(PreparedForm, form))
      throw redirect(`/desk/prepared/${id}?done=saved`)
    case 'approve':
      await reviewPrepared(context, id, version)
      throw redirect(`/desk/prepared/${id}?done=approve`)
    case 'retire':
    case 'restore':
      await retirePrepared(context, id, version, intent === 'retire')
      throw redirect(`/desk/prepared/${id}?done=${intent}`)
  }
})

export default function Prepared() {
  const t = useWords(preparedWords)
  const { view, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="prepared" parts={parts} title={view.title} done={!sentBack && done && t(`done.${done}`)}>
      <PreparedPage view={view} sentBack={sentBack} />
    </DeskFrame>
  )
}
