import { signInWords } from '#app/features/accounts/words/signing-in.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'

export interface SignedOutPageProps {
  readonly next: string
  /** What was being written, by field. */
  readonly kept: Readonly<Record<string, string>>
  /** Under which it becomes a draft after signing in; empty = it does not. */
  readonly draftKey: string
}

/** The session ended while somebody wrote: sign in, and go on with what was written. */
export function SignedOutPage({ next, kept, draftKey }: SignedOutPageProps) {
  const t = useWords(signInWords)
  const { title = '', body = '', ...fields } = kept
  const keeps = draftKey !== '' && (body !== '' || title !== '')
  return (
    <AuthFrame title={t('youHaveBeenSigned')} lead={keeps ? t('nothingIsLostSign') : t('signInToGo')}>
      <form method="post" action="/signin" className="stack">
        <input type="hidden" name="next" value={next} />
        {keeps && (
          <>
            <input type="hidden" name="draft_key" value={draftKey} />
            <input type="hidden" name="draft_title" value={title} />
            <input type="hidden" name="draft_fields" value={JSON.stringify(fields)} />
          </>
        )}
        <Field label={t('eMailAddress')} name="email" type="email" autoComplete="username" required />
        <Field label={t('password')} name="password" type="password" autoComplete="current-password" required />
        <div>
          <Button look="primary">{t('signIn')}</Button>
        </div>
        {keeps && (
          <div className="field kept">
            <label htmlFor="draft_body">{t('whatYouWrote')}</label>
            <textarea id="draft_body" name="draft_body" rows={8} defaultValue={body} dir="auto" />
          </div>
        )}
      </form>
    </AuthFrame>
  )
}
