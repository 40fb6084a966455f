import type { SentBack } from '#app/ui/sent-back.ts'
import { sayingOf } from '#app/kernel/sayings.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Radios } from '#app/ui/field.tsx'
import { SettingsFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import type { SessionView } from '../types.ts'

const ACCOUNT_DONE: Readonly<Record<string, string>> = {
  mail: 'If the address can be used, a link is on its way to it. Until you open it, the old one stays.',
  email: 'Your address was changed.',
  password: 'Your password was changed, and you were signed out everywhere else.',
}

export interface AccountPageProps {
  readonly email: string | null
  readonly done: string
  readonly sentBack?: SentBack | undefined
}

/** Address and password: two forms, each of which asks for the password one has. */
export function AccountPage({ email, done, sentBack }: AccountPageProps) {
  const intent = sentBack?.values?.['intent']
  const address = intent === 'email' ? sentBack : undefined
  const password = intent === 'password' ? sentBack : undefined
  return (
    <SettingsFrame at="/settings/account" title="Account" done={sentBack ? null : sayingOf(ACCOUNT_DONE, done)}>
      <section className="stack" aria-labelledby="address">
        <SectionHead title="E-mail address" id="address" />
        <p>
          {email === null ? (
            'This account has no address.'
          ) : (
            <>
              Mails go to <b>{email}</b>.
            </>
          )}
        </p>
        <ErrorSummary errors={address?.errors} ids={{ password: 'f-email-password' }} />
        <form method="post" action="/settings/account" className="form">
          <Field
            label="New address"
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            defaultValue={address?.values?.['email']}
            error={address?.errors?.['email']}
          />
          <Field
            label="Your password"
            name="password"
            id="f-email-password"
            type="password"
            autoComplete="current-password"
            required
            error={address?.errors?.['password']}
          />
          <div>
            <Button name="intent" value="email">
              Change the address
            </Button>
          </div>
        </form>
      </section>
      <section className="stack" aria-labelledby="password">
        <SectionHead title="Password" id="password" />
        <ErrorSummary errors={password?.errors} />
        <form method="post" action="/settings/account" className="form">
          <Field
            label="The password you have"
            name="current_password"
            type="password"
            autoComplete="current-password"
            required
            error={password?.errors?.['current_password']}
          />
          <Field
            label="New password"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            error={password?.errors?.['password']}
            hint="10 letters or more. You are signed out everywhere else."
          />
          <div>
            <Button name="intent" value="password">
              Change the password
            </Button>
          </div>
        </form>
      </section>
    </SettingsFrame>
  )
}

export interface SessionsPageProps {
  readonly sessions: readonly SessionView[]
  readonly done: boolean
}

/** Where one is signed in, and how to end it there. */
export function SessionsPage({ sessions, done }: SessionsPageProps) {
  return (
    <SettingsFrame
      at="/settings/sessions"
      title="Where you are signed in"
      lead="If you don’t know one of these, end it and change your password."
      done={done ? 'That place is signed out.' : undefined}
    >
      <Table
        caption="Where you are signed in"
        rows={sessions}
        keyOf={(row) => row.id}
        columns={[
          {
            head: 'Place',
            name: true,
            cell: (row) => (
              <>
                {row.device}
                {row.isHere && <b> · here</b>}
              </>
            ),
          },
          { head: 'Since', cell: (row) => <Time at={row.startedAt} /> },
          { head: 'Ends', cell: (row) => <Time at={row.endsAt} as="day" /> },
          {
            head: 'Act',
            cell: (row) => (
              <form
                method="post"
                action={row.isHere ? '/signout' : '/settings/sessions'}
                data-hard={row.isHere || undefined}
              >
                <input type="hidden" name="session" value={row.id} />
                <Button small>{row.isHere ? 'Sign out' : 'End'}</Button>
              </form>
            ),
          },
        ]}
      />
      <form method="post" action="/signout-everywhere" data-hard>
        <Button>Sign out everywhere</Button>
      </form>
    </SettingsFrame>
  )
}

/** All that is kept about oneself, as one file. */
export function ExportPage() {
  return (
    <SettingsFrame
      at="/settings/export"
      title="Your data"
      lead="One file with everything that is kept about you: profile, posts with their earlier versions, drafts, votes, what you follow, notices, mails and sessions."
    >
      <form method="get" action="/settings/export/file" className="stack" data-hard>
        <div>
          <Button look="primary">Download the file</Button>
        </div>
        <p className="meta">It is JSON, in UTF-8, with times in ISO 8601. Pictures are in it as addresses.</p>
      </form>
    </SettingsFrame>
  )
}

export interface ErasePageProps {
  readonly handle: string
  readonly sentBack?: SentBack | undefined
}

/** Erasing the account: what goes, what may stay, and two ways to say that it is meant. */
export function ErasePage({ handle, sentBack }: ErasePageProps) {
  const values = sentBack?.values ?? {}
  return (
    <SettingsFrame
      at="/settings/erase"
      title="Erase the account"
      lead="This can’t be undone, by nobody. Download your data first if you want to keep it."
    >
      <ul className="prose">
        <li>Your name, handle, address, picture and text about yourself go at once.</li>
        <li>So do drafts, notices, mails to you, sessions, votes and what you follow.</li>
        <li>Somebody else may take the handle afterwards.</li>
      </ul>
      <ErrorSummary errors={sentBack?.errors} />
      <form method="post" action="/settings/erase" className="form" data-hard>
        <Radios
          label="Your posts"
          name="posts"
          required
          defaultValue={values['posts']}
          error={sentBack?.errors?.['posts']}
          options={[
            {
              value: 'keep',
              words: 'Keep them, without author',
              hint: 'They go on helping people; nothing connects them to you or to each other.',
            },
            {
              value: 'remove',
              words: 'Remove them',
              hint: 'Answers, comments and pictures go. Where others answered you, their answers stay under an empty question.',
            },
          ]}
        />
        <Field
          label={
            <>
              Type your handle, <b dir="auto">{handle}</b>
            </>
          }
          name="handle"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={values['handle']}
          error={sentBack?.errors?.['handle']}
        />
        <Field
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={sentBack?.errors?.['password']}
        />
        <div>
          <Button look="danger-primary">Erase my account</Button>
        </div>
      </form>
    </SettingsFrame>
  )
}
