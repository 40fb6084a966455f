import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Select, TextArea, type Option } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { panelWords } from '../words/panels.ts'

export interface FromThreadProps {
  readonly thread: { readonly id: number; readonly title: string; readonly address: string }
  readonly panels: readonly Option[]
  readonly values: Readonly<Record<string, string>>
  readonly sentBack?: SentBack | undefined
}

/** Inviting somebody to a panel because of what they wrote in a thread. */
export function FromThread({ thread, panels, values: given, sentBack }: FromThreadProps) {
  const t = useWords(panelWords)
  const values = sentBack?.values ?? given
  const errors = sentBack?.errors ?? {}
  if (panels.length === 0)
    return (
      <div className="stack">
        <p>{t('from.none')}</p>
        <p>
          <LinkButton href="/desk/panels/new" look="primary">
            {t('desk.new')}
          </LinkButton>
        </p>
      </div>
    )
  return (
    <form method="post" action="/desk/panels/invite" className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <p>
        <a href={thread.address} dir="auto">
          {t('from.lead', { thread: thread.title })}
        </a>
      </p>
      <input type="hidden" name="thread" value={thread.id} />
      <Select
        label={t('from.panel')}
        name="panel"
        options={panels}
        defaultValue={values['panel']}
        error={errors['panel']}
      />
      <Field
        label={t('invite.handles')}
        name="handles"
        required
        defaultValue={values['handles']}
        error={errors['handles']}
      />
      <TextArea
        label={t('invite.words')}
        name="words"
        rows={5}
        maxLength={2000}
        required
        defaultValue={values['words']}
        error={errors['words']}
      />
      <p>
        <Button look="primary">{t('invite.act')}</Button>
      </p>
    </form>
  )
}
