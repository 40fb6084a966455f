import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { startMission } from '#app/features/missions/commands/save-mission.server.ts'
import { newMission } from '#app/features/missions/queries/mission-form.server.ts'
import { MissionForm as MissionFormShape, MissionPreset } from '#app/features/missions/schemas.ts'
import { MissionForm } from '#app/features/missions/ui/mission-form.tsx'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { missionWords } from '#app/features/missions/words/missions.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), missionWords)('desk.new') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { threads, chosen, topic } = parseQuery(MissionPreset, url.searchParams)
  return { form: await newMission(context, { threads, chosen, topic: topic ?? null }), parts: deskParts(viewer) }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const id = await startMission(context, parseForm(MissionFormShape, form))
  throw redirect(`/desk/missions/${id}?done=saved`)
})

export default function NewMission() {
  const t = useWords(missionWords)
  const { form, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="missions" parts={parts} title={t('desk.new')}>
      <MissionForm
        action="/desk/missions/new"
        values={form.values}
        subjects={form.subjects}
        levels={form.levels}
        isNew
        sentBack={useActionData<typeof action>()}
      />
    </DeskFrame>
  )
}
