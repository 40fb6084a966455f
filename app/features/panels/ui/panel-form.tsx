import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { panelWords } from '../words/panels.ts'

export interface PanelFormProps {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly isNew: boolean
  readonly sentBack?: SentBack | undefined
}

/** What a panel is called, what it is for, how it invites, and until when. */
export function PanelForm({ action, values: given, isNew, sentBack }: PanelFormProps) {
  const t = useWords(panelWords)
  const values = sentBack?.values ?? given
  const errors = sentBack?.errors ?? {}
  return (
    <form method="post" action={action} className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <input type="hidden" name="version" value={values['version'] ?? '0'} />
      <Field
        label={t('form.title')}
        name="title"
        maxLength={120}
        required
        dir="auto"
        defaultValue={values['title']}
        error={errors['title']}
      />
      <TextArea
        label={t('form.purpose')}
        hint={t('form.purpose.hint')}
        name="purpose"
        maxLength={2000}
        defaultValue={values['purpose']}
        error={errors['purpose']}
      />
      <TextArea
        label={t('form.invitation')}
        hint={t('form.invitation.hint')}
        name="invitation"
        rows={4}
        maxLength={2000}
        required
        defaultValue={values['invitation']}
        error={errors['invitation']}
      />
      <Field
        label={t('form.closes')}
        hint={t('form.closes.hint')}
        name="closes"
        type="date"
        defaultValue={values['closes']}
        error={errors['closes']}
      />
      <Field
        label={t('form.lounge')}
        hint={t('form.lounge.hint')}
        name="lounge"
        inputMode="numeric"
        defaultValue={values['lounge']}
        error={errors['lounge']}
      />
      <p>
        <Button look={isNew ? 'primary' : 'border'} name="intent" value="save">
          {t(isNew ? 'form.create' : 'form.save')}
        </Button>
      </p>
    </form>
  )
}
