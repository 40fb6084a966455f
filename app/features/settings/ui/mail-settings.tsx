import type { SentBack } from '#app/ui/sent-back.ts'
import type { MailTrouble } from '#app/kernel/mail-trouble.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { MailServerView, TestMailOutcome } from '../types.ts'

/** What went wrong, and what to look at. */
const TROUBLES: Readonly<Record<MailTrouble, string>> = {
  login:
    'The server refused the login. Check the user name and the password in SMTP_URL; some servers want a password made for programs.',
  'no-host': 'There is no server of that name. Check the host in SMTP_URL, and whether this machine can look names up.',
  unreachable:
    'Nothing answered at that host and port. Check both in SMTP_URL, and whether a firewall lets this machine out.',
  timeout:
    'The server did not answer in time. A firewall often swallows the connection: try another port, such as 587.',
  tls: 'No encrypted connection could be made. Port 465 wants smtps://, port 587 wants smtp://, and the certificate must be one that this machine trusts.',
  sender:
    'The server does not take mails from this sender. Set MAIL_FROM to an address that the account may send from.',
  recipient: 'The server does not deliver to your address. It may deliver inside its own organisation only.',
  busy: 'The server asks to try again later. It may hold back senders that it does not know yet: wait some minutes.',
  other: 'The server did not take the mail.',
}

export interface MailSettingsProps {
  readonly server: MailServerView | null
  /** The admin's own address; null when they have none. */
  readonly to: string | null
  readonly outcome: TestMailOutcome | null
  readonly sentBack?: SentBack | undefined
}

/** Through which server mails go, and whether it takes one. */
export function MailSettings({ server, to, outcome, sentBack }: MailSettingsProps) {
  return (
    <>
      {outcome && <Outcome outcome={outcome} />}
      <ErrorSummary errors={sentBack?.errors} />
      {server === null ? (
        <Notice tone="info">
          No mail server is set (<code>SMTP_URL</code>). Mails are kept and can be read{' '}
          <a href="/desk/mail">at the desk</a>; nobody gets one.
        </Notice>
      ) : (
        <>
          <dl className="facts">
            <dt>Server</dt>
            <dd>
              <code>
                {server.host}:{server.port}
              </code>
            </dd>
            <dt>Encryption</dt>
            <dd>{server.isSecure ? 'from the start (smtps)' : 'when the server offers it'}</dd>
            <dt>Login</dt>
            <dd>{server.hasLogin ? 'with a user name and a password' : 'none'}</dd>
            <dt>Sender</dt>
            <dd>{server.from}</dd>
          </dl>
          <p className="meta">
            Set by <code>SMTP_URL</code> and <code>MAIL_FROM</code> when the process starts.{' '}
            <a className="link" href="/desk/mail">
              What was sent and what was refused
            </a>{' '}
            stands at the desk.
          </p>
          <SectionHead title="Try it" level={3} />
          <form method="post" action="/desk/settings/mail" className="form">
            <p>
              {to === null
                ? 'Your account has no address that a test mail could go to.'
                : `A test mail goes to your own address, ${to}, at once.`}
            </p>
            {to !== null && (
              <div>
                <Button look="primary">Send a test mail</Button>
              </div>
            )}
          </form>
        </>
      )}
    </>
  )
}

function Outcome({ outcome }: { readonly outcome: TestMailOutcome }) {
  switch (outcome.kind) {
    case 'no-server':
      return (
        <Notice tone="signal" live>
          Nothing was sent: no mail server is set.
        </Notice>
      )
    case 'taken':
      return (
        <Notice tone="good" live>
          The server took the mail to {outcome.to}. If it does not arrive within some minutes, look among the unwanted
          mail.
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="signal" live>
          <p>{TROUBLES[outcome.trouble]}</p>
          {outcome.answer !== '' && (
            <p>
              It said: <q dir="auto">{outcome.answer}</q>
            </p>
          )}
        </Notice>
      )
  }
}
