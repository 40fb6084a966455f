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
  const { title = '', body = '', ...fields } = kept
  const keeps = draftKey !== '' && (body !== '' || title !== '')
  return (
    <AuthFrame
      title="You have been signed out"
      lead={
        keeps ? 'Nothing is lost: sign in, and what you wrote is there as a draft.' : 'Sign in to go on where you were.'
      }
    >
      <form method="post" action="/signin" className="stack">
        <input type="hidden" name="next" value={next} />
        {keeps && (
          <>
            <input type="hidden" name="draft_key" value={draftKey} />
            <input type="hidden" name="draft_title" value={title} />
            <input type="hidden" name="draft_fields" value={JSON.stringify(fields)} />
          </>
        )}
        <Field label="E-mail address" name="email" type="email" autoComplete="username" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <div>
          <Button look="primary">Sign in</Button>
        </div>
        {keeps && (
          <div className="field kept">
            <label htmlFor="draft_body">What you wrote</label>
            <textarea id="draft_body" name="draft_body" rows={8} defaultValue={body} dir="auto" />
          </div>
        )}
      </form>
    </AuthFrame>
  )
}
