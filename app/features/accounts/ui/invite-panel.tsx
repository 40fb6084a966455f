import type { SentBack } from '#app/ui/sent-back.ts'
import { ROLE_NAMES } from '#app/kernel/role-words.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Table } from '#app/ui/table.tsx'
import type { InvitationView } from '../types.ts'

export interface InvitePanelProps {
  readonly invitations: readonly InvitationView[]
  readonly hasMailServer: boolean
  readonly sentBack?: SentBack | undefined
}

/** Invites people by mail, and shows who was invited and has not come yet. */
export function InvitePanel({ invitations, hasMailServer, sentBack }: InvitePanelProps) {
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <details className="fold" open={sentBack !== undefined || invitations.length > 0}>
      <summary>Invite people</summary>
      <div className="stack">
        <p className="meta">
          They get a mail with a link, choose their own name and password, and start with the role you give them. It
          works even where sign-up is closed.
        </p>
        {!hasMailServer && (
          <p className="meta">
            No mail server is set up, so the mail stays here: open it under{' '}
            <a className="under" href="/desk/mail">
              Mail
            </a>{' '}
            and pass its link on.
          </p>
        )}
        <ErrorSummary errors={sentBack?.errors} />
        <form method="post" action="/desk/members?index" className="form-acts">
          <Field
            label="E-mail address"
            name="email"
            type="email"
            required
            maxLength={254}
            defaultValue={values['email']}
            error={errors['email']}
          />
          <Select
            label="Role"
            name="role"
            defaultValue={values['role'] ?? 'agent'}
            error={errors['role']}
            options={ROLES.map((role) => ({ value: role, words: ROLE_NAMES[role] }))}
          />
          <Button name="intent" value="invite" look="primary">
            Invite
          </Button>
        </form>
        {invitations.length > 0 && (
          <Table
            caption="Invited, not here yet"
            rows={invitations}
            keyOf={(row) => row.email}
            columns={[
              { head: 'Address', name: true, cell: (row) => row.email },
              { head: 'Role', cell: (row) => ROLE_NAMES[row.role] },
              { head: 'Invited', cell: (row) => <Time at={row.invitedAt} as="day" /> },
              { head: 'Link works until', cell: (row) => <Time at={row.endsAt} as="day" /> },
              {
                head: 'Withdraw',
                cell: (row) => (
                  <form method="post" action="/desk/members?index">
                    <input type="hidden" name="email" value={row.email} />
                    <Button name="intent" value="withdraw">
                      Withdraw
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
      </div>
    </details>
  )
}
