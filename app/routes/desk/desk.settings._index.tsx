import { doneIn } from '#app/frame/done.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeSite } from '#app/features/settings/commands/change-site.server.ts'
import { SiteForm } from '#app/features/settings/schemas.ts'
import { GeneralSettings } from '#app/features/settings/ui/general-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { listZones } from '#app/kernel/zones.ts'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('settingsDesk') }]

const DONE = {
  site: 'done.settings.site',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  site: await readSite(context.db),
  zones: listZones(),
  hasModel: context.env.aiBaseUrl !== null,
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const given = parseForm(SiteForm, form)
  await changeSite(context, {
    name: given.name,
    about: given.about,
    zone: given.zone,
    signUp: given.sign_up,
    askOutcomeAfterDays: given.ask_outcome_after_days,
    footer: given.footer,
    ...(given.search_learns === undefined ? {} : { searchLearns: given.search_learns === 'yes' }),
    ...(given.worded_answers === undefined ? {} : { wordedAnswers: given.worded_answers === 'yes' }),
    ...(given.import_megabytes === undefined ? {} : { importMegabytes: given.import_megabytes }),
  })
  return redirect('/desk/settings?done=site')
})

export default function Settings() {
  const { site, zones, hasModel, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <SiteSettingsFrame at="/desk/settings" parts={parts} done={sentBack ? null : done}>
      <GeneralSettings site={site} zones={zones} hasModel={hasModel} sentBack={sentBack} />
    </SiteSettingsFrame>
  )
}
