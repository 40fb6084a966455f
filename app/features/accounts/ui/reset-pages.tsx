import { signInWords } from '#app/features/accounts/words/signing-in.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'

export interface AskResetPageProps {
  readonly sent: boolean
  readonly sentBack?: SentBack | undefined
}

/** Asks for a link to choose a new password; says the same for every address. */
export function AskResetPage({ sent, sentBack }: AskResetPageProps) {
  const t = useWords(signInWords)
  if (sent) {
    return (
      <AuthFrame title={t('lookIntoYourMail')} lead={t('ifTheAddressHas')} other={<a href="/signin">{t('signIn')}</a>}>
        <p className="meta">
          {t.rich('nothingCameLookAmong', {
            t: (
              <a className="under" href="/reset">
                {' '}
                {t('tryAnotherAddress')}{' '}
              </a>
            ),
          })}
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('chooseANewPassword')} lead={t('giveYourAddress')} other={<a href="/signin">{t('signIn')}</a>}>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/reset" className="form">
        <Field
          label={t('eMailAddress')}
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          defaultValue={sentBack?.values?.['email']}
          error={sentBack?.errors?.['email']}
        />
        <Button look="primary">{t('mailMeALink')}</Button>
      </form>
    </AuthFrame>
  )
}

/** The page behind the mailed link. */
export function ResetPage({ sentBack }: { readonly sentBack?: SentBack | undefined }) {
  const t = useWords(signInWords)
  return (
    <AuthFrame title={t('chooseANewPassword')} lead={t('afterwardsYouSign')}>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <Field
          label={t('newPassword')}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          error={sentBack?.errors?.['password']}
          hint={t('lettersOrMoreSeveral')}
        />
        <Button look="primary">{t('keepThisPassword')}</Button>
      </form>
    </AuthFrame>
  )
}
