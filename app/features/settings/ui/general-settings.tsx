import type { SentBack } from '#app/ui/sent-back.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'

export interface GeneralSettingsProps {
  readonly site: SiteSettings
  /** IANA names to choose from. */
  readonly zones: readonly string[]
  readonly sentBack?: SentBack | undefined
}

/** What the place is called, who may join, and a few figures. */
export function GeneralSettings({ site, zones, sentBack }: GeneralSettingsProps) {
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/desk/settings?index" className="form">
        <Field
          label="Name of the place"
          name="name"
          required
          maxLength={60}
          defaultValue={values['name'] ?? site.name}
          error={errors['name']}
        />
        <Field
          label="What it is, in a sentence"
          name="about"
          maxLength={160}
          defaultValue={values['about'] ?? site.about}
          error={errors['about']}
          hint="Search engines show it."
        />
        <Select
          label="Time zone"
          name="zone"
          defaultValue={values['zone'] ?? site.zone}
          error={errors['zone']}
          hint="In which guests, and members who chose none, read times."
          options={zones.map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') }))}
        />
        <Radios
          label="New accounts"
          name="sign_up"
          defaultValue={values['sign_up'] ?? site.signUp}
          error={errors['sign_up']}
          options={[
            { value: 'open', words: 'Anybody may sign up' },
            { value: 'closed', words: 'Nobody may sign up', hint: 'Admins still invite people at the desk.' },
          ]}
        />
        <Field
          label="Ask whether it solved it, after days"
          name="ask_outcome_after_days"
          inputMode="numeric"
          required
          defaultValue={values['ask_outcome_after_days'] ?? String(site.askOutcomeAfterDays)}
          error={errors['ask_outcome_after_days']}
          hint="Counted from the first answer; 0 = never."
        />
        <Field
          label="Largest file of requests, in megabytes"
          name="import_megabytes"
          inputMode="numeric"
          required
          defaultValue={values['import_megabytes'] ?? String(site.importMegabytes)}
          error={errors['import_megabytes']}
          hint="For uploads at the desk; the command line reads files of any size."
        />
        <Field
          label="A sentence for the foot of every page"
          name="footer"
          maxLength={300}
          defaultValue={values['footer'] ?? site.footer}
          error={errors['footer']}
        />
        <div>
          <Button look="primary">Save</Button>
        </div>
      </form>
    </>
  )
}
