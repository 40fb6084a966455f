import { settingsRefusals } from '#app/features/settings/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { doneIn } from '#app/frame/done.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeSite } from '#app/features/settings/commands/change-site.server.ts'
import { removeDarkLogo, removeLogo, setDarkLogo, setLogo } from '#app/features/settings/commands/set-logo.server.ts'
import { HueForm, LookIntent } from '#app/features/settings/schemas.ts'
import { LookSettings } from '#app/features/settings/ui/look-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { AppError } from '#app/kernel/errors.ts'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('lookSettingsDesk') }]

const DONE = {
  hue: 'done.settingslook.hue',
  logo: 'done.settingslook.logo',
  'no-logo': 'done.settingslook.no-logo',
  'dark-logo': 'done.settingslook.dark-logo',
  'no-dark-logo': 'done.settingslook.no-dark-logo',
} as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  site: await readSite(context.db),
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent } = parseForm(LookIntent, form)
  switch (intent) {
    case 'hue':
      await changeSite(context, { hue: parseForm(HueForm, form).hue })
      break
    case 'logo':
      await setLogo(context, pictureOf(form, 'logo'))
      break
    case 'dark-logo':
      await setDarkLogo(context, pictureOf(form, 'dark_logo'))
      break
    case 'no-logo':
      await removeLogo(context)
      break
    case 'no-dark-logo':
      await removeDarkLogo(context)
      break
  }
  return redirect(`/desk/settings/look?done=${intent}`)
})

function pictureOf(form: FormData, name: string): File {
  const file = form.get(name)
  if (file instanceof File) return file
  throw new AppError('invalid', saying(settingsRefusals, 'noPicture'), {
    fields: { [name]: saying(settingsRefusals, 'choosePicture') },
  })
}

export default function Look() {
  const { site, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <SiteSettingsFrame at="/desk/settings/look" parts={parts} done={sentBack ? null : done}>
      <LookSettings site={site} sentBack={sentBack} />
    </SiteSettingsFrame>
  )
}
