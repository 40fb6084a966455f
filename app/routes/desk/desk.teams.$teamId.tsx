import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { editTeam, removeTeam } from '#app/features/escalations/commands/save-team.server.ts'
import { getTeamForm } from '#app/features/escalations/queries/teams.server.ts'
import { TeamForm, TeamIntent } from '#app/features/escalations/schemas/teams.ts'
import { TeamPage } from '#app/features/escalations/ui/teams-page.tsx'
import { teamWords } from '#app/features/escalations/words/teams.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.view.team?.name ?? speak(localeIn(matches), teamWords)('title') },
]

export const loader = loaderFor('admin', async ({ context, viewer, params }) => ({
  view: await getTeamForm(context, idParam(params['teamId'])),
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['teamId'])
  const { intent } = parseForm(TeamIntent, form)
  if (intent === 'save') await editTeam(context, id, parseForm(TeamForm, form))
  else await removeTeam(context, id)
  throw redirect(`/desk/teams?done=${intent === 'save' ? 'saved' : 'removed'}`)
})

export default function Team() {
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="teams" parts={parts} title={view.team?.name ?? ''}>
      <TeamPage view={view} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
