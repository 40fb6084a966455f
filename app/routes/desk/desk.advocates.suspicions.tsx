import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { decideSuspicion } from '#app/features/recognition/commands/decide-suspicion.server.ts'
import { recognitionParts } from '#app/features/recognition/queries/parts.server.ts'
import { getSuspicions } from '#app/features/recognition/queries/suspicions.server.ts'
import { SuspicionForm } from '#app/features/recognition/schemas.ts'
import { SuspicionsPage } from '#app/features/recognition/ui/suspicions-page.tsx'
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
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), recognitionDeskWords)('suspicions.title') },
]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => ({
  rows: await getSuspicions(context),
  parts: deskParts(viewer),
  own: await recognitionParts(context),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('moderator', LIMITS.staff, async ({ context, form }) => {
  const { suspicion, verdict, reason } = parseForm(SuspicionForm, form)
  await decideSuspicion(context, suspicion, verdict, reason)
  throw redirect(`/desk/advocates/suspicions?done=1#s${suspicion}`)
})

export default function Suspicions() {
  const t = useWords(recognitionDeskWords)
  const { rows, parts, own, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame
      at="advocates"
      parts={parts}
      title={t('suspicions.title')}
      lead={t('suspicions.lead')}
      done={!sentBack && done && t('done.decided')}
    >
      <DeskParts at="suspicions" open={own.open} suspicions={own.suspicions}>
        <SuspicionsPage rows={rows} />
      </DeskParts>
    </DeskFrame>
  )
}
