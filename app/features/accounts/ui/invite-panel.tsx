import { joiningWords } from '#app/features/accounts/words/joining.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { roleWords } from '#app/kernel/words/roles.ts'
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
  const t = useWords(joiningWords)
  const roleName = useWords(roleWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <details className="fold" open={sentBack !== undefined || invitations.length > 0}>
      <summary>{t('invitePeople')}</summary>
      <div className="stack">
        <p className="meta">{t('theyGetAMail')}</p>
        {!hasMailServer && (
          <p className="meta">
            {t.rich('noMailServer', {
              t: (
                <a className="under" href="/desk/mail">
                  {' '}
                  {t('mail')}{' '}
                </a>
              ),
            })}
          </p>
        )}
        <ErrorSummary errors={sentBack?.errors} />
        <form method="post" action="/desk/members?index" className="form-acts">
          <Field
            label={t('eMailAddress')}
            name="email"
            type="email"
            required
            maxLength={254}
            defaultValue={values['email']}
            error={errors['email']}
          />
          <Select
            label={t('role')}
            name="role"
            defaultValue={values['role'] ?? 'agent'}
            error={errors['role']}
            options={ROLES.map((role) => ({ value: role, words: roleName(`name.${role}`) }))}
          />
          <Button name="intent" value="invite" look="primary">
            {t('invite')}
          </Button>
        </form>
        {invitations.length > 0 && (
          <Table
            caption={t('invitedNotHereYet')}
            rows={invitations}
            keyOf={(row) => row.email}
            columns={[
              { head: t('address'), name: true, cell: (row) => row.email },
              { head: t('role'), cell: (row) => roleName(`name.${row.role}`) },
              { head: t('invited'), cell: (row) => <Time at={row.invitedAt} as="day" /> },
              { head: t('linkWorksUntil'), cell: (row) => <Time at={row.endsAt} as="day" /> },
              {
                head: t('withdraw'),
                cell: (row) => (
                  <form method="post" action="/desk/members?index">
                    <input type="hidden" name="email" value={row.email} />
                    <Button name="intent" value="withdraw">
                      {t('withdraw')}
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
