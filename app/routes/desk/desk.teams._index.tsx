import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { setDuty } from '#app/features/escalations/commands/set-duty.server.ts'
import { getTeams } from '#app/features/escalations/queries/teams.server.ts'
import { DutyForm, TeamsQuery } from '#app/features/escalations/schemas/teams.ts'
import { TeamsPage } from '#app/features/escalations/ui/teams-page.tsx'
import { teamWords } from '#app/features/escalations/words/teams.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), teamWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { duty, done } = parseQuery(TeamsQuery, url.searchParams)
  return { view: await getTeams(context), parts: deskParts(viewer), changing: duty, done }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  await setDuty(context, parseForm(DutyForm, form))
  throw redirect('/desk/teams?done=duty')
})

export default function Teams() {
  const t = useWords(teamWords)
  const { view, parts, changing, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="teams"
      parts={parts}
      title={t('title')}
      lead={t('lead')}
      done={!sentBack && done && t(`done.${done}`)}
    >
      <TeamsPage view={view} changing={changing} sentBack={sentBack} />
    </DeskFrame>
  )
}
