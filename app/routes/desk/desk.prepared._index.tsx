import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { listPrepared } from '#app/features/prepared/queries/prepared.server.ts'
import { PreparedQuery } from '#app/features/prepared/schemas.ts'
import { PreparedListPage } from '#app/features/prepared/ui/prepared-pages.tsx'
import { preparedWords } from '#app/features/prepared/words/prepared.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), preparedWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { q, locale, state, page, done } = parseQuery(PreparedQuery, url.searchParams)
  return { view: await listPrepared(context, { q, locale, state }, page), parts: deskParts(viewer), done }
})

export default function PreparedAnswers() {
  const t = useWords(preparedWords)
  const { view, parts, done } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="prepared" parts={parts} title={t('title')} lead={t('lead')} done={done && t(`done.${done}`)}>
      <PreparedListPage view={view} />
    </DeskFrame>
  )
}
