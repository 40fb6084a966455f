import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { chooseListing } from '#app/features/recognition/commands/choose-listing.server.ts'
import { getListing } from '#app/features/recognition/queries/listing.server.ts'
import { ListingForm } from '#app/features/recognition/schemas.ts'
import { becomeWords } from '#app/features/recognition/words/become.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field } from '#app/ui/field.tsx'
import { SettingsFrame } from '#app/ui/frames.tsx'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), becomeWords)('settings.title') }]

export const loader = loaderFor('member', async ({ context, viewer, url }) => ({
  listing: await getListing(context.db, viewer.id),
  done: url.searchParams.has('done'),
}))

export const action = actionFor('member', LIMITS.settings, async ({ context, form }) => {
  const { listed, company } = parseForm(ListingForm, form)
  await chooseListing(context, { isListed: listed === '1', company })
  throw redirect('/settings/recognition?done=1')
})

export default function RecognitionSettings() {
  const t = useWords(becomeWords)
  const { listing, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <SettingsFrame
      at="/settings/recognition"
      title={t('settings.title')}
      lead={t('settings.lead')}
      done={!sentBack && done && t('settings.done')}
    >
      <form method="post" className="stack">
        <ErrorSummary errors={sentBack?.errors} />
        <Checkbox
          label={t('settings.listed')}
          hint={t('settings.listed.hint')}
          name="listed"
          defaultChecked={listing.isListed}
        />
        <Field
          label={t('settings.company')}
          hint={t('settings.company.hint')}
          name="company"
          maxLength={60}
          defaultValue={sentBack?.values?.['company'] ?? listing.company}
          error={sentBack?.errors?.['company']}
        />
        <p>
          <Button look="primary">{t('settings.save')}</Button>
        </p>
      </form>
    </SettingsFrame>
  )
}
