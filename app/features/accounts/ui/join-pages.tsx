import type { ReactNode } from 'react'
import { joiningWords } from '#app/features/accounts/words/joining.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { roleWords } from '#app/kernel/words/roles.ts'
import { legalAddress, type LegalText } from '#app/kernel/legal.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'
import type { ConfirmationView } from '../types.ts'

interface FormProps {
  readonly sentBack?: SentBack | undefined
}

/** The address of somebody new. */
function EmailField({ sentBack }: FormProps) {
  const t = useWords(joiningWords)
  return (
    <Field
      label={t('eMailAddress')}
      name="email"
      type="email"
      autoComplete="email"
      required
      maxLength={254}
      defaultValue={sentBack?.values?.['email']}
      error={sentBack?.errors?.['email']}
      hint={t('onlyYou')}
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
  const t = useWords(joiningWords)
  return (
    <>
      <Field
        label={t('name')}
        name="name"
        autoComplete="name"
        required
        maxLength={60}
        defaultValue={name}
        error={errors['name']}
        hint={t('asOthersSee')}
      />
      <Field
        label={t('handle')}
        name="handle"
        autoComplete="nickname"
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={3}
        maxLength={30}
        defaultValue={handle}
        error={errors['handle']}
        hint={t('handleHint')}
      />
    </>
  )
}

function PasswordField({ errors }: Pick<NameFieldsProps, 'errors'>) {
  const t = useWords(joiningWords)
  return (
    <Field
      label={t('password')}
      name="password"
      type="password"
      autoComplete="new-password"
      required
      minLength={10}
      error={errors['password']}
      hint={t('passwordHint')}
    />
  )
}

interface AgreementProps {
  /** What is agreed by doing it. */
  readonly by: 'signUp' | 'join'
  readonly legal: readonly LegalText[]
}

/** What somebody new agrees to; nothing where there are neither terms nor a privacy policy. */
function Agreement({ by, legal }: AgreementProps) {
  const t = useWords(joiningWords)
  const link = (text: LegalText) => (inner: ReactNode) => (
    <a className="link" href={legalAddress(text)} target="_blank" rel="noreferrer">
      {inner}
    </a>
  )
  const hasTerms = legal.includes('terms')
  const hasPrivacy = legal.includes('privacy')
  if (!hasTerms && !hasPrivacy) return null
  const links = { terms: link('terms'), privacy: link('privacy') }
  return (
    <p className="meta">
      {hasTerms && hasPrivacy && t.rich(`agree.${by}.both`, links)}
      {hasTerms && !hasPrivacy && t.rich(`agree.${by}.terms`, links)}
      {!hasTerms && hasPrivacy && t.rich(`agree.${by}.privacy`, links)}
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
  const t = useWords(joiningWords)
  const other = <a href={`/signin?next=${encodeURIComponent(next)}`}>{t('iHaveAnAccount')}</a>
  if (sent) {
    return (
      <AuthFrame
        title={t('checkYourMail')}
        lead={t('aMail')}
        other={
          <>
            <a href="/signup">{t('nothingCameTryAgain')}</a>
            <a href="/signin">{t('iHaveAnAccount')}</a>
          </>
        }
      >
        <p className="meta">{t('itCanTake')}</p>
      </AuthFrame>
    )
  }
  if (!isOpen) {
    return (
      <AuthFrame title={t('signUp')} lead={t('noNewAccounts')} other={other}>
        <p>
          <a className="more" href="/">
            {t('toTheFirstPage')}
          </a>
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('signUp')} lead={t('readingNeedsNoAccount')} other={other}>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/signup" className="form">
        <input type="hidden" name="next" value={next} />
        <EmailField sentBack={sentBack} />
        <NameFields
          name={sentBack?.values?.['name']}
          handle={sentBack?.values?.['handle']}
          errors={sentBack?.errors ?? {}}
        />
        <Agreement by="signUp" legal={legal} />
        <Button look="primary">{t('signUp')}</Button>
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
  const t = useWords(joiningWords)
  switch (view.kind) {
    case 'join':
      return <JoinPage view={view} legal={legal} sentBack={sentBack} />
    case 'email':
      return (
        <AuthFrame
          title={t('confirmYourNewAddress')}
          lead={t.rich('thisMakesEmail', { email: <b>{view.email}</b>, handle: <b dir="auto">@{view.handle}</b> })}
        >
          <ErrorSummary errors={sentBack?.errors} />
          {isOwn ? (
            <form method="post" className="form">
              <Button look="primary">{t('confirm')}</Button>
            </form>
          ) : (
            <p>{t.rich('youAreSigned', { handle: <b dir="auto">@{view.handle}</b> })}</p>
          )}
          <p className="meta">{t('ifYouDidNot')}</p>
        </AuthFrame>
      )
    case 'done':
      return (
        <AuthFrame title={t('confirmedAlready')} lead={t('thisLinkHasDone')}>
          <p>
            <a className="more" href="/signin">
              {t('signIn')}
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
  const t = useWords(joiningWords)
  const roleName = useWords(roleWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <AuthFrame
      title={view.invitedAs === null ? t('chooseAPassword') : t('makeYourAccount')}
      lead={
        view.invitedAs === null
          ? t.rich('join.confirmed', { email: <b>{view.email}</b> })
          : t.rich('join.invited', { role: roleName(`phrase.${view.invitedAs}`), email: <b>{view.email}</b> })
      }
    >
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <input type="hidden" name="email" autoComplete="username" value={view.email} readOnly />
        <NameFields name={values['name'] ?? view.name} handle={values['handle'] ?? view.handle} errors={errors} />
        <PasswordField errors={errors} />
        {view.invitedAs !== null && <Agreement by="join" legal={legal} />}
        <Button look="primary">{t('makeTheAccount')}</Button>
      </form>
      <p className="meta">{t('ifYouDidNot2')}</p>
    </AuthFrame>
  )
}

export interface SetUpPageProps extends FormProps {
  readonly site: string
}

/** The first page of an empty place: its name, and the person who runs it. */
export function SetUpPage({ site, sentBack }: SetUpPageProps) {
  const t = useWords(joiningWords)
  return (
    <AuthFrame title={t('setUp')} lead={t('nobodyRunsThisPlace')}>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" className="form">
        <Field
          label={t('nameOfThePlace')}
          name="site"
          required
          maxLength={60}
          defaultValue={sentBack?.values?.['site'] ?? site}
          error={sentBack?.errors?.['site']}
          hint={t('yourCompany')}
        />
        <EmailField sentBack={sentBack} />
        <NameFields
          name={sentBack?.values?.['name']}
          handle={sentBack?.values?.['handle']}
          errors={sentBack?.errors ?? {}}
        />
        <PasswordField errors={sentBack?.errors ?? {}} />
        <Button look="primary">{t('setUp')}</Button>
      </form>
    </AuthFrame>
  )
}
