import { settingsWords } from '#app/features/settings/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'

export interface GeneralSettingsProps {
  readonly site: SiteSettings
  /** IANA names to choose from. */
  readonly zones: readonly string[]
  /** A model is set, so that what it may do can be chosen. */
  readonly hasModel: boolean
  readonly sentBack?: SentBack | undefined
}

/** What the place is called, who may join, and a few figures. */
export function GeneralSettings({ site, zones, hasModel, sentBack }: GeneralSettingsProps) {
  const t = useWords(settingsWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/desk/settings?index" className="form">
        <Field
          label={t('nameOfThePlace')}
          name="name"
          required
          maxLength={60}
          defaultValue={values['name'] ?? site.name}
          error={errors['name']}
        />
        <Field
          label={t('whatIt')}
          name="about"
          maxLength={160}
          defaultValue={values['about'] ?? site.about}
          error={errors['about']}
          hint={t('searchEnginesShow')}
        />
        <Select
          label={t('timeZone')}
          name="zone"
          defaultValue={values['zone'] ?? site.zone}
          error={errors['zone']}
          hint={t('inWhichGuests')}
          options={zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') }))}
        />
        <Radios
          label={t('newAccounts')}
          name="sign_up"
          defaultValue={values['sign_up'] ?? site.signUp}
          error={errors['sign_up']}
          options={[
            { value: 'open', words: t('anybodyMaySignUp') },
            { value: 'closed', words: t('nobodyMaySignUp'), hint: t('adminsStillInvitePeople') },
          ]}
        />
        <Field
          label={t('askWhetherItSolved')}
          name="ask_outcome_after_days"
          inputMode="numeric"
          required
          defaultValue={values['ask_outcome_after_days'] ?? String(site.askOutcomeAfterDays)}
          error={errors['ask_outcome_after_days']}
          hint={t('countedFromTheFirst')}
        />
        <Field
          label={t('largestFileOfRequests')}
          name="import_megabytes"
          inputMode="numeric"
          required
          defaultValue={values['import_megabytes'] ?? String(site.importMegabytes)}
          error={errors['import_megabytes']}
          hint={t('forUploadsAt')}
        />
        <Radios
          label={t('searchLearns')}
          name="search_learns"
          defaultValue={values['search_learns'] ?? (site.searchLearns ? 'yes' : 'no')}
          error={errors['search_learns']}
          options={[
            { value: 'yes', words: t('searchLearns.yes'), hint: t('searchLearns.hint') },
            { value: 'no', words: t('searchLearns.no') },
          ]}
        />
        {hasModel && (
          <Radios
            label={t('wordedAnswers')}
            name="worded_answers"
            defaultValue={values['worded_answers'] ?? (site.wordedAnswers ? 'yes' : 'no')}
            error={errors['worded_answers']}
            options={[
              { value: 'yes', words: t('wordedAnswers.yes'), hint: t('wordedAnswers.hint') },
              { value: 'no', words: t('wordedAnswers.no') },
            ]}
          />
        )}
        <Field
          label={t('aSentence')}
          name="footer"
          maxLength={300}
          defaultValue={values['footer'] ?? site.footer}
          error={errors['footer']}
        />
        <div>
          <Button look="primary">{t('save')}</Button>
        </div>
      </form>
    </>
  )
}
