import { doneIn } from '#app/frame/done.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { listLegalTexts } from '#app/features/settings/queries/legal.server.ts'
import { LegalList } from '#app/features/settings/ui/legal-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('legalTextsSettingsDesk') },
]

const DONE = {
  saved: 'done.settingslegal.saved',
  away: 'done.settingslegal.away',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  texts: await listLegalTexts(context),
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export default function LegalTexts() {
  const t = useWords(deskWords)
  const { texts, parts, done } = useLoaderData<typeof loader>()
  return (
    <SiteSettingsFrame at="/desk/settings/legal" parts={parts} done={done} lead={t('eachIsOptionalThose')}>
      <LegalList texts={texts} />
    </SiteSettingsFrame>
  )
}
