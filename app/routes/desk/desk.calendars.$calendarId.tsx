import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { closeCalendar, openCalendar } from '#app/features/promises/commands/close-calendar.server.ts'
import {
  editCalendar,
  makeDefaultCalendar,
  removeCalendar,
} from '#app/features/promises/commands/save-calendar.server.ts'
import {
  getCalendarForDesk,
  getCalendarsForDesk,
  previewForm,
} from '#app/features/promises/queries/calendars-desk.server.ts'
import { CalendarForm, CalendarIntent, CalendarQuery, ClosureForm, OpenForm } from '#app/features/promises/schemas.ts'
import { CalendarPage, RemoveCalendarPage } from '#app/features/promises/ui/calendar-page.tsx'
import { calendarWords } from '#app/features/promises/words/calendars.ts'
import { listZones } from '#app/kernel/zones.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), calendarWords)('meta.calendar') }]

const DONE = ['saved', 'default', 'closed', 'opened'] as const

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => {
  const zones = { site: context.site.zone, reader: viewer.zone ?? context.site.zone }
  const { calendars } = await getCalendarsForDesk(context, zones)
  return {
    calendar: await getCalendarForDesk(context, idParam(params['calendarId']), zones),
    defaultName: calendars.find(({ isDefault }) => isDefault)?.name ?? '',
    isRemoving: parseQuery(CalendarQuery, url.searchParams).remove === '1',
    zones: listZones(),
    siteZone: context.site.zone,
    parts: deskParts(viewer),
    done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, viewer, params, form }) => {
  const id = idParam(params['calendarId'])
  const { intent } = parseForm(CalendarIntent, form)
  const back = (done: (typeof DONE)[number]) => redirect(`/desk/calendars/${id}?done=${done}`)
  switch (intent) {
    case 'show': {
      const zones = { site: context.site.zone, reader: viewer.zone ?? context.site.zone }
      return { typed: await previewForm(context, id, parseForm(CalendarForm, form), zones), values: valuesOf(form) }
    }
    case 'save':
      await editCalendar(context, id, parseForm(CalendarForm, form))
      return back('saved')
    case 'default':
      await makeDefaultCalendar(context, id)
      return back('default')
    case 'close':
      await closeCalendar(context, id, parseForm(ClosureForm, form))
      return back('closed')
    case 'open':
      await openCalendar(context, id, idParam(parseForm(OpenForm, form).closure))
      return back('opened')
    case 'remove':
      await removeCalendar(context, id)
      return redirect('/desk/calendars?done=removed')
  }
})

export default function Calendar() {
  const t = useWords(calendarWords)
  const { calendar, defaultName, isRemoving, zones, siteZone, parts, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame
      at="calendars"
      parts={parts}
      title={isRemoving ? t('remove.title', { name: calendar.name }) : calendar.name}
      done={!answer && done && t(`done.${done}`)}
    >
      {isRemoving ? (
        <RemoveCalendarPage calendar={calendar} defaultName={defaultName} sentBack={answer} />
      ) : (
        <CalendarPage
          calendar={calendar}
          zones={zones}
          siteZone={siteZone}
          typed={answer && 'typed' in answer ? answer.typed : undefined}
          sentBack={answer}
        />
      )}
    </DeskFrame>
  )
}
