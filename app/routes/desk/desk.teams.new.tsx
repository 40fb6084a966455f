import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addTeam } from '#app/features/escalations/commands/save-team.server.ts'
import { getTeamForm } from '#app/features/escalations/queries/teams.server.ts'
import { TeamForm } from '#app/features/escalations/schemas/teams.ts'
import { TeamPage } from '#app/features/escalations/ui/teams-page.tsx'
import { teamWords } from '#app/features/escalations/words/teams.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), teamWords)('title.new') }]

export const loader = loaderFor('admin', async ({ context, viewer }) => ({
  view: await getTeamForm(context, null),
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  await addTeam(context, parseForm(TeamForm, form))
  throw redirect('/desk/teams?done=added')
})

export default function NewTeam() {
  const t = useWords(teamWords)
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="teams" parts={parts} title={t('title.new')}>
      <TeamPage view={view} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
