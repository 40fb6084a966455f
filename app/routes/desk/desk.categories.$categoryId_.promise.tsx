import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { checkPromise, setPromise } from '#app/features/promises/commands/set-promise.server.ts'
import { getPromiseForDesk, previewTyped } from '#app/features/promises/queries/calendars-desk.server.ts'
import { PromiseForm } from '#app/features/promises/schemas.ts'
import { PromisePage } from '#app/features/promises/ui/promise-page.tsx'
import { calendarWords } from '#app/features/promises/words/calendars.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), calendarWords)('meta.promise') }]

export const loader = loaderFor('admin', async ({ context, viewer, params }) => {
  const zones = { site: context.site.zone, reader: viewer.zone ?? context.site.zone }
  return { view: await getPromiseForDesk(context, idParam(params['categoryId']), zones), parts: deskParts(viewer) }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, viewer, params, form }) => {
  const id = idParam(params['categoryId'])
  const typed = parseForm(PromiseForm, form)
  if (typed.intent === 'show') {
    const zones = { site: context.site.zone, reader: viewer.zone ?? context.site.zone }
    const promise = await checkPromise(context.db, typed, context.clock.now())
    return { typed: previewTyped(context, promise, zones), values: valuesOf(form) }
  }
  await setPromise(context, id, typed)
  return redirect('/desk/calendars?done=promised')
})

export default function CategoryPromise() {
  const t = useWords(calendarWords)
  const { view, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame
      at="calendars"
      parts={parts}
      title={t('title.promise', { category: view.name })}
      lead={t('promise.lead')}
    >
      <PromisePage view={view} typed={answer && 'typed' in answer ? answer.typed : undefined} sentBack={answer} />
    </DeskFrame>
  )
}
