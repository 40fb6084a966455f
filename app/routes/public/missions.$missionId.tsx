import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { joinMission, leaveMission } from '#app/features/missions/commands/save-mission.server.ts'
import { getMission } from '#app/features/missions/queries/missions.server.ts'
import { MissionPage } from '#app/features/missions/ui/mission-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const { view, threads, people, next } = await getMission(context, Number(params['missionId']))
  return { view, threads, people, next, done: url.searchParams.get('done') }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.view.title ?? '' }]

export const action = actionFor('member', LIMITS.vote, async ({ context, params, form }) => {
  const id = Number(params['missionId'])
  if (formText(form, 'intent') === 'leave') {
    await leaveMission(context, id)
    throw redirect(`/missions/${id}?done=left`)
  }
  await joinMission(context, id)
  throw redirect(`/missions/${id}?done=joined`)
})

export default function Mission() {
  const { view, threads, people, next, done } = useLoaderData<typeof loader>()
  return (
    <MissionPage
      view={view}
      threads={threads}
      people={people}
      next={next}
      done={done === 'joined' ? 'joined' : done === 'left' ? 'left' : null}
    />
  )
}
