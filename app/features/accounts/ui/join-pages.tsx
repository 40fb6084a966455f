import type { SentBack } from '#app/features/forum/types.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import type { ConfirmationView } from '../types.ts'

const HANDLE_HINT = 'Others write it after an @. Letters, digits, _ and -.'
const PASSWORD_HINT = '10 letters or more. Several words are good.'

interface FormProps {
  readonly sentBack?: SentBack | undefined
}

/** The fields that make a person: also on the set-up page. */
function PersonFields({ sentBack }: FormProps) {
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <>
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        defaultValue={values['email']}
        error={errors['email']}
        hint="Only you and the people who run the place see it."
      />
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={60}
        defaultValue={values['name']}
        error={errors['name']}
        hint="As others see it. It need not be your real one."
      />
      <Field
        label="Handle"
        name="handle"
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={3}
        maxLength={30}
        defaultValue={values['handle']}
        error={errors['handle']}
        hint={HANDLE_HINT}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        error={errors['password']}
        hint={PASSWORD_HINT}
      />
    </>
  )
}

export interface SignUpPageProps extends FormProps {
  readonly next: string
  readonly isOpen: boolean
  /** The form was sent: the same words for every address. */
  readonly sent: boolean
}

/** Sign up: the account is made when the address is confirmed. */
export function SignUpPage({ next, isOpen, sent, sentBack }: SignUpPageProps) {
  const other = <a href={`/signin?next=${encodeURIComponent(next)}`}>I have an account</a>
  if (sent) {
    return (
      <AuthFrame
        title="Look into your mail"
        lead="A mail with a link is on its way to the address you gave. The account is made when you open it."
        other={
          <>
            <a href="/signup">Nothing came? Try again</a>
            <a href="/signin">I have an account</a>
          </>
        }
      >
        <p className="meta">It can take a minute. Look among the unwanted mail, too.</p>
      </AuthFrame>
    )
  }
  if (!isOpen) {
    return (
      <AuthFrame
        title="Sign up"
        lead="No new accounts are made here at present. Everything public can be read without one."
        other={other}
      >
        <p>
          <a className="more" href="/">
            To the first page
          </a>
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title="Sign up"
      lead="Reading needs no account. Asking, answering and following do."
      other={other}
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/signup" className="form">
        <input type="hidden" name="next" value={next} />
        <PersonFields sentBack={sentBack} />
        <Button look="primary">Sign up</Button>
      </form>
    </AuthFrame>
  )
}

export interface ConfirmPageProps extends FormProps {
  readonly view: ConfirmationView
}

/** What a mailed link would do, and the button that does it: opening a link changes nothing. */
export function ConfirmPage({ view, sentBack }: ConfirmPageProps) {
  const handleError = sentBack?.errors?.['handle']
  const isNew = view.kind === 'sign-up'
  return (
    <AuthFrame
      title="Confirm your address"
      lead={
        isNew ? (
          <>
            This makes the account <b dir="auto">@{view.handle}</b> with the address{' '}
            <b>{view.email}</b>, and signs you in.
          </>
        ) : (
          <>
            This makes <b>{view.email}</b> the address of <b dir="auto">@{view.handle}</b>.
          </>
        )
      }
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        {handleError !== undefined && (
          <Field
            label="Another handle"
            name="handle"
            required
            maxLength={30}
            defaultValue={sentBack?.values?.['handle'] ?? view.handle}
            error={handleError}
            hint={HANDLE_HINT}
          />
        )}
        <Button look="primary">Confirm</Button>
      </form>
      <p className="meta">If you did not ask for this, close the page: then nothing happens.</p>
    </AuthFrame>
  )
}

export interface SetUpPageProps extends FormProps {
  readonly site: string
}

/** The first page of an empty place: its name, and the person who runs it. */
export function SetUpPage({ site, sentBack }: SetUpPageProps) {
  return (
    <AuthFrame
      title="Set up"
      lead="Nobody runs this place yet. Name it, and make yourself its admin. This link works once."
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <Field
          label="Name of the place"
          name="site"
          required
          maxLength={60}
          defaultValue={sentBack?.values?.['site'] ?? site}
          error={sentBack?.errors?.['site']}
          hint="Your company, or your product. It stands in every mail."
        />
        <PersonFields sentBack={sentBack} />
        <Button look="primary">Set up</Button>
      </form>
    </AuthFrame>
  )
}
