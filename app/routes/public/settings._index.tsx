import { memberRefusals } from '#app/features/members/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { removeAvatar, setAvatar } from '#app/features/members/commands/set-avatar.server.ts'
import { updateProfile } from '#app/features/members/commands/update-profile.server.ts'
import { getOwnProfile } from '#app/features/members/queries/own.server.ts'
import { ProfileForm, ProfileIntent } from '#app/features/members/schemas.ts'
import { ProfilePage } from '#app/features/members/ui/settings-pages.tsx'
import { AppError } from '#app/kernel/errors.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('profileSettings') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  profile: await getOwnProfile(context.db, viewer),
  zones: Intl.supportedValuesOf('timeZone'),
  siteZone: context.site.zone,
  languages: context.languages,
  done: url.searchParams.get('done') ?? '',
}))

export const action = actionFor('member', LIMITS.settings, async ({ context, viewer, form }) => {
  const { intent } = parseForm(ProfileIntent, form)
  if (intent === 'avatar') {
    const file = form.get('avatar')
    if (!(file instanceof File))
      throw new AppError('invalid', saying(memberRefusals, 'noPicture'), {
        fields: { avatar: saying(memberRefusals, 'choosePicture') },
      })
    await setAvatar(context, viewer, file)
  } else if (intent === 'no-avatar') {
    await removeAvatar(context, viewer)
  } else {
    await updateProfile(context, viewer, parseForm(ProfileForm, form))
  }
  return redirect(`/settings?done=${intent}`)
})

export default function Profile() {
  return <ProfilePage {...useLoaderData<typeof loader>()} sentBack={useActionData<typeof action>()} />
}
