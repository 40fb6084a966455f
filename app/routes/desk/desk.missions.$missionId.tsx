import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeMission, endMission, inviteToMission } from '#app/features/missions/commands/save-mission.server.ts'
import { missionForm } from '#app/features/missions/queries/mission-form.server.ts'
import { MissionForm as MissionFormShape, MissionPreset } from '#app/features/missions/schemas.ts'
import { MissionDesk } from '#app/features/missions/ui/mission-desk.tsx'
import { formText, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), missionWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => ({
  form: await missionForm(context, Number(params['missionId'])),
  parts: deskParts(viewer),
  done: parseQuery(MissionPreset, url.searchParams).done ?? null,
}))

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = Number(params['missionId'])
  const intent = formText(form, 'intent')
  if (intent === 'end') {
    await endMission(context, id)
    throw redirect(`/desk/missions/${id}?done=ended`)
  }
  if (intent === 'invite') {
    await inviteToMission(
      context,
      id,
      formText(form, 'handles')
        .split(/[\s,]+/)
        .filter((one) => one !== '')
        .slice(0, 100),
    )
    throw redirect(`/desk/missions/${id}?done=invited`)
  }
  await changeMission(context, id, parseForm(MissionFormShape, form))
  throw redirect(`/desk/missions/${id}?done=saved`)
})

export default function DeskMission() {
  const t = useWords(missionWords)
  const { form, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="missions"
      parts={parts}
      title={form.view.title}
      done={!sentBack && done !== null && t(`desk.${done}`)}
    >
      <MissionDesk
        view={form.view}
        values={form.values}
        subjects={form.subjects}
        levels={form.levels}
        sentBack={sentBack}
      />
    </DeskFrame>
  )
}
