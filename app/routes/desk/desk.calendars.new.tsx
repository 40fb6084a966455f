import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addCalendar } from '#app/features/promises/commands/save-calendar.server.ts'
import { previewForm } from '#app/features/promises/queries/calendars-desk.server.ts'
import { CalendarForm, NewCalendarIntent } from '#app/features/promises/schemas.ts'
import { CalendarPage } from '#app/features/promises/ui/calendar-page.tsx'
import { calendarWords } from '#app/features/promises/words/calendars.ts'
import { listZones } from '#app/kernel/zones.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), calendarWords)('meta.new') }]

export const loader = loaderFor('admin', async ({ context, viewer }) => ({
  zones: listZones(),
  siteZone: context.site.zone,
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, viewer, form }) => {
  const { intent } = parseForm(NewCalendarIntent, form)
  const calendar = parseForm(CalendarForm, form)
  if (intent === 'show') {
    const zones = { site: context.site.zone, reader: viewer.zone ?? context.site.zone }
    return { typed: await previewForm(context, 0, calendar, zones), values: valuesOf(form) }
  }
  await addCalendar(context, calendar)
  return redirect('/desk/calendars?done=added')
})

export default function NewCalendar() {
  const t = useWords(calendarWords)
  const { zones, siteZone, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame at="calendars" parts={parts} title={t('title.new')}>
      <CalendarPage
        calendar={null}
        zones={zones}
        siteZone={siteZone}
        typed={answer && 'typed' in answer ? answer.typed : undefined}
        sentBack={answer}
      />
    </DeskFrame>
  )
}
