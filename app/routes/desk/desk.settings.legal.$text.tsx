import { legalWords } from '#app/kernel/words/legal.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { legalHtml, writeLegalText } from '#app/features/settings/commands/write-legal-text.server.ts'
import { getLegalEdit } from '#app/features/settings/queries/legal.server.ts'
import { LegalForm, LegalVersion } from '#app/features/settings/schemas.ts'
import { LegalEditor } from '#app/features/settings/ui/legal-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { notFound } from '#app/kernel/errors.ts'
import { legalTextOf } from '#app/kernel/legal.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery, valuesOf } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const locale = localeIn(matches)
  const title = data ? speak(locale, legalWords)(`title.${data.view.name}`) : speak(locale, titles)('notFound')
  return [{ title: speak(locale, titles)('legal', { title }) }]
}

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => {
  const { version } = parseQuery(LegalVersion, url.searchParams)
  return {
    view: await getLegalEdit(context, legalTextOf(params['text']), version),
    parts: deskParts(viewer),
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, params, form }) => {
  const name = legalTextOf(params['text'])
  if (name === null) throw notFound()
  const { intent, body, number } = parseForm(LegalForm, form)
  if (intent === 'preview') return { values: valuesOf(form), previewHtml: await legalHtml(context, body) }
  await writeLegalText(context, { name, body, number })
  return redirect(`/desk/settings/legal?done=${body === '' ? 'away' : 'saved'}`)
})

export default function LegalTextEditor() {
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <SiteSettingsFrame at="/desk/settings/legal" parts={parts} done={null}>
      <LegalEditor view={view} sentBack={useActionData<typeof action>()} />
    </SiteSettingsFrame>
  )
}
