import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { listBadgesForDesk } from '#app/features/badges/queries/desk.server.ts'
import { BadgesQuery } from '#app/features/badges/schemas.ts'
import { BadgeListPage } from '#app/features/badges/ui/desk-pages.tsx'
import { badgeDeskWords } from '#app/features/badges/words/desk.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), badgeDeskWords)('title') }]

export const loader = loaderFor('admin', async ({ context, viewer, url }) => {
  const { state } = parseQuery(BadgesQuery, url.searchParams)
  return { state, rows: await listBadgesForDesk(context, state), parts: deskParts(viewer) }
})

export default function DeskBadges() {
  const t = useWords(badgeDeskWords)
  const { state, rows, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="badges" parts={parts} title={t('title')} lead={t('lead')}>
      <BadgeListPage state={state} rows={rows} />
    </DeskFrame>
  )
}
