import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios, Select, TextArea, type Option } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { MISSION_AUDIENCES, MISSION_OUTCOMES } from '../types.ts'
import { missionWords } from '../words/missions.ts'

export interface MissionFormProps {
  readonly action: string
  /** What the fields begin with, by name. */
  readonly values: Readonly<Record<string, string>>
  readonly subjects: readonly Option[]
  readonly levels: readonly Option[]
  readonly isNew: boolean
  readonly sentBack?: SentBack | undefined
}

/** The form of a mission, new or changed. */
export function MissionForm({ action, values: given, subjects, levels, isNew, sentBack }: MissionFormProps) {
  const t = useWords(missionWords)
  const values = sentBack?.values ?? given
  const errors = sentBack?.errors ?? {}
  return (
    <form method="post" action={action} className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <input type="hidden" name="version" value={given['version'] ?? '0'} />
      <Field
        label={t('form.title')}
        hint={t('form.title.hint')}
        name="title"
        maxLength={120}
        required
        defaultValue={values['title']}
        error={errors['title']}
      />
      <TextArea
        label={t('form.description')}
        name="description"
        rows={3}
        maxLength={1000}
        defaultValue={values['description']}
        error={errors['description']}
      />
      <div className="rule-figures">
        <Select
          label={t('form.outcome')}
          name="outcome"
          defaultValue={values['outcome']}
          error={errors['outcome']}
          options={MISSION_OUTCOMES.map((outcome) => ({ value: outcome, words: t(`goal.${outcome}`) }))}
        />
        <Field
          label={t('form.target')}
          name="target"
          type="number"
          inputMode="numeric"
          min={1}
          max={10_000}
          required
          defaultValue={values['target']}
          error={errors['target']}
        />
        <Select
          label={t('form.subject')}
          name="subject"
          defaultValue={values['subject']}
          error={errors['subject']}
          options={[{ value: '', words: t('form.subject.any') }, ...subjects]}
        />
        <Field
          label={t('form.ends')}
          name="ends"
          type="date"
          required
          defaultValue={values['ends']}
          error={errors['ends']}
        />
      </div>
      <Radios
        label={t('form.mode')}
        name="mode"
        defaultValue={values['mode'] ?? 'shared'}
        error={errors['mode']}
        options={[
          { value: 'shared', words: t('form.shared') },
          { value: 'each', words: t('form.each') },
        ]}
      />
      <Field
        label={t('form.threads')}
        hint={t('form.threads.hint')}
        name="threads"
        defaultValue={values['threads']}
        error={errors['threads']}
      />
      <Field
        label={t('form.points')}
        name="points"
        type="number"
        inputMode="numeric"
        min={0}
        max={500}
        required
        defaultValue={values['points']}
        error={errors['points']}
      />
      <Radios
        label={t('form.audience')}
        name="audience"
        defaultValue={values['audience'] ?? 'all'}
        error={errors['audience']}
        options={MISSION_AUDIENCES.map((audience) => ({ value: audience, words: t(`audience.${audience}`) }))}
      />
      <Select
        label={t('form.level')}
        name="level"
        defaultValue={values['level']}
        error={errors['level']}
        options={levels}
      />
      <p>
        <Button look="primary" name="intent" value="save">
          {t(isNew ? 'form.create' : 'form.save')}
        </Button>
      </p>
    </form>
  )
}
