import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts, mayMindIntake } from '#app/access/desk.ts'
import { listImports } from '#app/features/requests/queries/imports.server.ts'
import { listRequests } from '#app/features/requests/queries/requests.server.ts'
import { RequestsQuery } from '#app/features/requests/schemas.ts'
import { RequestsPage } from '#app/features/requests/ui/requests-page.tsx'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('requestsDesk') }]

const IMPORTS = 5

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const asked = parseQuery(RequestsQuery, url.searchParams)
  return {
    asked,
    view: await listRequests(context, asked),
    imports: await listImports(context.db, null, IMPORTS),
    mayMindPatterns: mayMindIntake(viewer).ok,
    parts: deskParts(viewer),
  }
})

export default function Requests() {
  const t = useWords(deskWords)
  const { parts, ...shown } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="requests" parts={parts} title={t('requests')} lead={t('whatCustomersAskedBy')}>
      <RequestsPage {...shown} />
    </DeskFrame>
  )
}
