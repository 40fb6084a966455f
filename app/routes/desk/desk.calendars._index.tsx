import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { getCalendarsForDesk } from '#app/features/promises/queries/calendars-desk.server.ts'
import { CalendarsPage } from '#app/features/promises/ui/calendars-page.tsx'
import { calendarWords } from '#app/features/promises/words/calendars.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), calendarWords)('meta.calendars') },
]

const DONE = ['added', 'removed', 'promised'] as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  ...(await getCalendarsForDesk(context, { site: context.site.zone, reader: viewer.zone ?? context.site.zone })),
  parts: deskParts(viewer),
  done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
}))

export default function Calendars() {
  const t = useWords(calendarWords)
  const { calendars, promises, parts, done } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="calendars" parts={parts} title={t('title')} lead={t('lead')} done={done && t(`done.${done}`)}>
      <CalendarsPage calendars={calendars} promises={promises} />
    </DeskFrame>
  )
}
