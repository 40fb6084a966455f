import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { mayDecideApplications } from '#app/access/recognition.ts'
import { decideApplication } from '#app/features/recognition/commands/apply.server.ts'
import { getApplications, getHealth } from '#app/features/recognition/queries/health.server.ts'
import { recognitionParts } from '#app/features/recognition/queries/parts.server.ts'
import { DecideForm } from '#app/features/recognition/schemas.ts'
import { HealthPage } from '#app/features/recognition/ui/health-page.tsx'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { DeskParts } from '#app/features/recognition/ui/desk-parts.tsx'
import { recognitionDeskWords } from '#app/features/recognition/words/desk.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), recognitionDeskWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => ({
  people: await getHealth(context),
  applications: await getApplications(context),
  mayDecide: mayDecideApplications(viewer).ok,
  parts: deskParts(viewer),
  own: await recognitionParts(context),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('moderator', LIMITS.staff, async ({ context, form }) => {
  const { application, verdict, reason } = parseForm(DecideForm, form)
  await decideApplication(context, application, verdict, reason)
  throw redirect('/desk/advocates?done=1')
})

export default function Advocates() {
  const t = useWords(recognitionDeskWords)
  const { people, applications, mayDecide, parts, own, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="advocates"
      parts={parts}
      title={t('title')}
      lead={t('lead')}
      done={!sentBack && done && t('done.decided')}
    >
      <DeskParts at="health" open={own.open} suspicions={own.suspicions}>
        <HealthPage people={people} applications={applications} mayDecide={mayDecide} sentBack={sentBack} />
      </DeskParts>
    </DeskFrame>
  )
}
