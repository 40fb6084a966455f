import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listMissions } from '#app/features/missions/queries/missions.server.ts'
import { MissionsPage } from '#app/features/missions/ui/missions-page.tsx'
import { missionWords } from '#app/features/missions/words/missions.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), missionWords)('title') }]

export const loader = loaderFor('everyone', async ({ context, url }) => {
  const isPast = url.searchParams.has('past')
  return { isPast, missions: await listMissions(context, isPast ? 'over' : 'running') }
})

export default function Missions() {
  const { isPast, missions } = useLoaderData<typeof loader>()
  return <MissionsPage which={isPast ? 'over' : 'running'} missions={missions} />
}
