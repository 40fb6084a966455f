import type { SentBack } from '#app/ui/sent-back.ts'
import { sayingOf } from '#app/kernel/sayings.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import { Notice } from '#app/ui/notice.tsx'

const DONE: Readonly<Record<string, string>> = {
  everywhere: 'You are signed out everywhere.',
  out: 'You are signed out.',
  email: 'Your address was changed.',
  erased: 'Your account was erased. What stood under your name is being taken away now.',
}

export interface SignInPageProps {
  readonly next: string
  /** What happened just before, by its name in the address. */
  readonly done: string
  readonly mayJoin: boolean
  readonly sentBack?: SentBack | undefined
}

/** Sign in, and what was being written when the session ended goes along as a draft. */
export function SignInPage({ next, done, mayJoin, sentBack }: SignInPageProps) {
  const values = sentBack?.values ?? {}
  const draftKey = values['draft_key'] ?? ''
  const said = sayingOf(DONE, done)
  return (
    <AuthFrame
      title="Sign in"
      other={
        <>
          <a href="/reset">Choose a new password</a>
          {mayJoin && <a href={`/signup?next=${encodeURIComponent(next)}`}>Sign up</a>}
        </>
      }
    >
      {said !== null && !sentBack && (
        <Notice tone="good" live>
          {said}
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
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={values['email']}
          error={sentBack?.errors?.['email']}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={sentBack?.errors?.['password']}
        />
        <Button look="primary">Sign in</Button>
      </form>
    </AuthFrame>
  )
}
