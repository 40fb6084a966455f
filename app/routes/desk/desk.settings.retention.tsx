import { doneIn } from '#app/frame/done.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeRetention } from '#app/features/settings/commands/change-retention.server.ts'
import { RetentionForm } from '#app/features/settings/schemas.ts'
import { RetentionSettings } from '#app/features/settings/ui/retention-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), titles)('retentionSettingsDesk') },
]

const DONE = {
  saved: 'done.settingsretention.saved',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  kept: (await readSite(context.db)).kept,
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { sure, ...kept } = parseForm(RetentionForm, form)
  const change = await changeRetention(context, kept, sure)
  return change.kind === 'saved' ? redirect('/desk/settings/retention?done=saved') : { change }
})

export default function Retention() {
  const { kept, parts, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const unsure = answer !== undefined && 'change' in answer ? answer.change : null
  const sentBack = answer !== undefined && 'errors' in answer ? answer : undefined
  return (
    <SiteSettingsFrame at="/desk/settings/retention" parts={parts} done={answer ? null : done}>
      <RetentionSettings kept={kept} unsure={unsure} sentBack={sentBack} />
    </SiteSettingsFrame>
  )
}
