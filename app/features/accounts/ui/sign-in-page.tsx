import { signInWords } from '#app/features/accounts/words/signing-in.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { ownValue } from '#app/kernel/own-value.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import { Notice } from '#app/ui/notice.tsx'

const DONE = { everywhere: 'done.everywhere', out: 'done.out', email: 'done.email', erased: 'done.erased' } as const

export interface SignInPageProps {
  readonly next: string
  /** What happened just before, by its name in the address. */
  readonly done: string
  readonly mayJoin: boolean
  readonly sentBack?: SentBack | undefined
}

/** Sign in, and what was being written when the session ended goes along as a draft. */
export function SignInPage({ next, done, mayJoin, sentBack }: SignInPageProps) {
  const t = useWords(signInWords)
  const values = sentBack?.values ?? {}
  const draftKey = values['draft_key'] ?? ''
  const said = ownValue(DONE, done)
  return (
    <AuthFrame
      title={t('signIn')}
      other={
        <>
          <a href="/reset">{t('chooseANewPassword')}</a>
          {mayJoin && <a href={`/signup?next=${encodeURIComponent(next)}`}>{t('signUp')}</a>}
        </>
      }
    >
      {said !== null && !sentBack && (
        <Notice tone="good" live>
          {t(said)}
        </Notice>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/signin" className="form">
        <input type="hidden" name="next" value={next} />
        {draftKey !== '' && (
          <>
            <input type="hidden" name="draft_key" value={draftKey} />
            <input type="hidden" name="draft_title" value={values['draft_title'] ?? ''} />
            <input type="hidden" name="draft_fields" value={values['draft_fields'] ?? ''} />
            <input type="hidden" name="draft_body" value={values['draft_body'] ?? ''} />
          </>
        )}
        <Field
          label={t('eMailAddress')}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={values['email']}
          error={sentBack?.errors?.['email']}
        />
        <Field
          label={t('password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={sentBack?.errors?.['password']}
        />
        <Button look="primary">{t('signIn')}</Button>
      </form>
    </AuthFrame>
  )
}
