import type { SentBack } from '#app/ui/sent-back.ts'
import type { PreviewView, PromiseView } from '../types.ts'
import { calendarWords } from '../words/calendars.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { SeenField } from '#app/ui/seen-field.tsx'
import { Preview } from './preview.tsx'

export interface PromisePageProps {
  readonly view: PromiseView
  /** What was typed means, shown before it is saved. */
  readonly typed?: PreviewView | undefined
  readonly sentBack?: SentBack | undefined
}

/** What a category promises, with what it means in words. */
export function PromisePage({ view, typed, sentBack }: PromisePageProps) {
  const t = useWords(calendarWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const preview = typed ?? (sentBack?.errors ? undefined : view.preview)
  const fallback = view.calendars.find(({ isDefault }) => isDefault)
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      {preview && <Preview preview={preview} isTyped={typed !== undefined} />}
      <form method="post" className="form">
        <SeenField mark={view.mark} sentBack={sentBack} />
        <Field
          label={t('promise.first')}
          name="first"
          maxLength={60}
          autoComplete="off"
          defaultValue={values['first'] ?? view.first}
          error={errors['first']}
          hint={t('promise.first.hint')}
        />
        <Field
          label={t('promise.solve')}
          name="solve"
          maxLength={60}
          autoComplete="off"
          defaultValue={values['solve'] ?? view.solve}
          error={errors['solve']}
          hint={t('promise.solve.hint')}
        />
        <Select
          label={t('promise.calendar')}
          name="calendar"
          defaultValue={values['calendar'] ?? (view.calendar === null ? '' : String(view.calendar))}
          error={errors['calendar']}
          options={[
            { value: '', words: t('promise.calendar.default', { name: fallback?.name ?? '' }) },
            ...view.calendars.map(({ id, name, hours }) => ({
              value: String(id),
              words: t('promise.calendar.option', { name, hours }),
            })),
          ]}
        />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save">
            {t('save')}
          </Button>
          <Button name="intent" value="show">
            {t('show')}
          </Button>
          <a href="/desk/calendars">{t('back')}</a>
          <a href={`/desk/categories/${view.id}`}>{t('promise.category')}</a>
        </div>
      </form>
    </div>
  )
}
