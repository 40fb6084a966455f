import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { cancelMining, startMining } from '#app/features/mining/commands/start-mining.server.ts'
import { getTopicsDesk } from '#app/features/mining/queries/topics-desk.server.ts'
import { MiningForm, TopicsQueryShape } from '#app/features/mining/schemas.ts'
import { TopicsPage } from '#app/features/mining/ui/topics-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('topicsDesk') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { tab, subject, brand, source, language, page, view, q } = parseQuery(TopicsQueryShape, url.searchParams)
  const asked = {
    tab,
    subject: subject ?? null,
    brand: brand ?? null,
    source: source || null,
    language: language ?? null,
    q,
  }
  return {
    view: await getTopicsDesk(context, { ...asked, page: page ?? null }),
    shown: view,
    parts: deskParts(viewer),
  }
})

export const action = actionFor(
  'staff',
  LIMITS.staff,
  async ({ context, form }) => {
    const { intent, run } = parseForm(MiningForm, form)
    if (intent === 'cancel') await cancelMining(context, run)
    else await startMining(context)
    throw redirect('/desk/topics')
  },
  { hasPage: false },
)

export default function Topics() {
  const t = useWords(deskWords)
  const { view, shown, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="topics" parts={parts} title={t('topics')} lead={t('whatPeopleAsk')}>
      <TopicsPage view={view} shown={shown} />
    </DeskFrame>
  )
}
