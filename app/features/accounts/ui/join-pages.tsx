import type { SentBack } from '#app/ui/sent-back.ts'
import { ROLE_PHRASES } from '#app/kernel/role-words.ts'
import { LEGAL_TITLES, legalAddress, type LegalText } from '#app/kernel/legal.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import type { ConfirmationView } from '../types.ts'

const HANDLE_HINT = 'Others write it after an @. Letters, digits, _ and -.'
const PASSWORD_HINT = '10 letters or more. Several words are good.'

interface FormProps {
  readonly sentBack?: SentBack | undefined
}

/** The address of somebody new. */
function EmailField({ sentBack }: FormProps) {
  return (
    <Field
      label="E-mail address"
      name="email"
      type="email"
      autoComplete="email"
      required
      maxLength={254}
      defaultValue={sentBack?.values?.['email']}
      error={sentBack?.errors?.['email']}
      hint="Only you and the people who run the place see it."
    />
  )
}

interface NameFieldsProps {
  readonly name: string | undefined
  readonly handle: string | undefined
  readonly errors: Readonly<Record<string, string>>
}

/** Under which names others see somebody. */
function NameFields({ name, handle, errors }: NameFieldsProps) {
  return (
    <>
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={60}
        defaultValue={name}
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
        defaultValue={handle}
        error={errors['handle']}
        hint={HANDLE_HINT}
      />
    </>
  )
}

function PasswordField({ errors }: Pick<NameFieldsProps, 'errors'>) {
  return (
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
  )
}

interface AgreementProps {
  /** How the sentence begins, e.g. "By signing up". */
  readonly act: string
  readonly legal: readonly LegalText[]
}

/** What somebody new agrees to; nothing where there are neither terms nor a privacy policy. */
function Agreement({ act, legal }: AgreementProps) {
  const link = (text: LegalText) => (
    <a className="link" href={legalAddress(text)} target="_blank" rel="noreferrer">
      {LEGAL_TITLES[text].toLowerCase()}
    </a>
  )
  const hasTerms = legal.includes('terms')
  const hasPrivacy = legal.includes('privacy')
  if (!hasTerms && !hasPrivacy) return null
  return (
    <p className="meta">
      {hasTerms && hasPrivacy && (
        <>
          {act} you agree to the {link('terms')}, and confirm that you have read the {link('privacy')}.
        </>
      )}
      {hasTerms && !hasPrivacy && (
        <>
          {act} you agree to the {link('terms')}.
        </>
      )}
      {!hasTerms && hasPrivacy && (
        <>
          {act} you confirm that you have read the {link('privacy')}.
        </>
      )}
    </p>
  )
}

export interface SignUpPageProps extends FormProps {
  readonly next: string
  readonly isOpen: boolean
  /** Which legal texts there are. */
  readonly legal: readonly LegalText[]
  /** The form was sent: the same words for every address. */
  readonly sent: boolean
}

/** Sign up: the account is made when the address is confirmed. */
export function SignUpPage({ next, isOpen, legal, sent, sentBack }: SignUpPageProps) {
  const other = <a href={`/signin?next=${encodeURIComponent(next)}`}>I have an account</a>
  if (sent) {
    return (
      <AuthFrame
        title="Check your mail"
        lead="A mail with a link is on its way to the address you gave. Open it and choose a password: then your account is made."
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
    <AuthFrame title="Sign up" lead="Reading needs no account. Asking, answering and following do." other={other}>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/signup" className="form">
        <input type="hidden" name="next" value={next} />
        <EmailField sentBack={sentBack} />
        <NameFields
          name={sentBack?.values?.['name']}
          handle={sentBack?.values?.['handle']}
          errors={sentBack?.errors ?? {}}
        />
        <Agreement act="By signing up" legal={legal} />
        <Button look="primary">Sign up</Button>
      </form>
    </AuthFrame>
  )
}

export interface ConfirmPageProps extends FormProps {
  readonly view: ConfirmationView
  /** Whether the viewer is the member whose address is to change. */
  readonly isOwn: boolean
  readonly legal: readonly LegalText[]
}

/** What a mailed link would do, and the button that does it: opening a link changes nothing. */
export function ConfirmPage({ view, isOwn, legal, sentBack }: ConfirmPageProps) {
  switch (view.kind) {
    case 'join':
      return <JoinPage view={view} legal={legal} sentBack={sentBack} />
    case 'email':
      return (
        <AuthFrame
          title="Confirm your new address"
          lead={
            <>
              This makes <b>{view.email}</b> the address of <b dir="auto">@{view.handle}</b>.
            </>
          }
        >
          <ErrorSummary errors={sentBack?.errors} />
          {isOwn ? (
            <form method="post" className="form">
              <Button look="primary">Confirm</Button>
            </form>
          ) : (
            <p>
              You are signed in as somebody else. Sign out, sign in as <b dir="auto">@{view.handle}</b>, and open the
              link again.
            </p>
          )}
          <p className="meta">If you did not ask for this, close the page: then nothing happens.</p>
        </AuthFrame>
      )
    case 'done':
      return (
        <AuthFrame title="Confirmed already" lead="This link has done its work. There is nothing left to do.">
          <p>
            <a className="more" href="/signin">
              Sign in
            </a>
          </p>
        </AuthFrame>
      )
  }
}

interface JoinPageProps extends FormProps, Pick<ConfirmPageProps, 'legal'> {
  readonly view: Extract<ConfirmationView, { kind: 'join' }>
}

/** The last step of a sign-up or an invitation: the person at the mailbox says who they are and chooses a password. */
function JoinPage({ view, legal, sentBack }: JoinPageProps) {
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <AuthFrame
      title={view.invitedAs === null ? 'Choose a password' : 'Make your account'}
      lead={
        <>
          {view.invitedAs === null
            ? 'Your address is confirmed with this: '
            : `You are invited as ${ROLE_PHRASES[view.invitedAs]}. The account has the address `}
          <b>{view.email}</b>.
        </>
      }
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <input type="hidden" name="email" autoComplete="username" value={view.email} readOnly />
        <NameFields name={values['name'] ?? view.name} handle={values['handle'] ?? view.handle} errors={errors} />
        <PasswordField errors={errors} />
        {view.invitedAs !== null && <Agreement act="By making the account" legal={legal} />}
        <Button look="primary">Make the account</Button>
      </form>
      <p className="meta">If you did not ask for this, close the page: then no account is made.</p>
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
        <EmailField sentBack={sentBack} />
        <NameFields
          name={sentBack?.values?.['name']}
          handle={sentBack?.values?.['handle']}
          errors={sentBack?.errors ?? {}}
        />
        <PasswordField errors={sentBack?.errors ?? {}} />
        <Button look="primary">Set up</Button>
      </form>
    </AuthFrame>
  )
}
