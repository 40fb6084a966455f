import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, TextArea } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { FIRST_NOTES, type FirstNotes } from '../types.ts'
import { firstNoteWords } from '../words/first-notes.ts'

export interface FirstNotesPageProps {
  readonly notes: FirstNotes
  readonly changedAt: number
  /** Who signs; null = nobody. */
  readonly signer: string | null
  /** Whether that is the viewer. */
  readonly isOwn: boolean
  readonly sentBack?: SentBack | undefined
}

/** The three notes as they are sent, and who signs them. */
export function FirstNotesPage({ notes, changedAt, signer, isOwn, sentBack }: FirstNotesPageProps) {
  const t = useWords(firstNoteWords)
  return (
    <form method="post" action="/desk/advocates/notes" className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <input type="hidden" name="seen" value={changedAt} />
      <p>{signer === null ? t('signed.nobody') : t('signed.by', { name: signer })}</p>
      {FIRST_NOTES.map((kind) => (
        <TextArea
          key={kind}
          label={t(`moment.${kind}`)}
          name={kind}
          rows={3}
          maxLength={600}
          required
          defaultValue={sentBack?.values?.[kind] ?? notes[kind]}
          error={sentBack?.errors?.[kind]}
        />
      ))}
      {!isOwn && <Checkbox label={t('sign')} name="sign" value="me" />}
      {signer !== null && <Checkbox label={t('unsign')} name="sign" value="nobody" id="unsign" />}
      <p>
        <Button look="primary">{t('save')}</Button>
      </p>
    </form>
  )
}
