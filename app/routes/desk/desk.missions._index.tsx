import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { MissionsTable } from '#app/features/missions/ui/missions-table.tsx'
import { listMissions } from '#app/features/missions/queries/missions.server.ts'
import { missionWords } from '#app/features/missions/words/missions.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), missionWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer }) => ({
  missions: [...(await listMissions(context, 'running')), ...(await listMissions(context, 'over'))],
  parts: deskParts(viewer),
}))

export default function DeskMissions() {
  const t = useWords(missionWords)
  const { missions, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="missions" parts={parts} title={t('title')} lead={t('desk.lead')}>
      <MissionsTable missions={missions} />
    </DeskFrame>
  )
}
