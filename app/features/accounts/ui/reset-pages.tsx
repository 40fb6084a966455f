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
  if (sent) {
    return (
      <AuthFrame
        title="Look into your mail"
        lead="If the address has an account here, a link to choose a new password is on its way to it. It works once, for an hour."
        other={<a href="/signin">Sign in</a>}
      >
        <p className="meta">
          Nothing came? Look among the unwanted mail, or{' '}
          <a className="under" href="/reset">
            try another address
          </a>
          .
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title="Choose a new password"
      lead="Give your address, and a link comes by mail."
      other={<a href="/signin">Sign in</a>}
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/reset" className="form">
        <Field
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          required
          maxLength={254}
          defaultValue={sentBack?.values?.['email']}
          error={sentBack?.errors?.['email']}
        />
        <Button look="primary">Mail me a link</Button>
      </form>
    </AuthFrame>
  )
}

/** The page behind the mailed link. */
export function ResetPage({ sentBack }: { readonly sentBack?: SentBack | undefined }) {
  return (
    <AuthFrame
      title="Choose a new password"
      lead="Afterwards you sign in with it. Everybody who is signed in with the old one is signed out."
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          error={sentBack?.errors?.['password']}
          hint="10 letters or more. Several words are good."
        />
        <Button look="primary">Keep this password</Button>
      </form>
    </AuthFrame>
  )
}
