import type { SentBack } from '#app/ui/sent-back.ts'
import type { Page } from '#app/kernel/page.ts'
import { ROLE_NAMES } from '#app/kernel/role-words.ts'
import { ROLES, type Role } from '#app/kernel/roles.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Checkbox, ErrorSummary, Field, Radios, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import { SUSPENSION_DAYS, suspensionWords } from '../rules.ts'
import type { MemberDeskView, MemberRowView, SuspensionView } from '../types.ts'

export interface MembersPageProps {
  readonly page: Page<MemberRowView>
  readonly q: string
  readonly role: Role | null
  readonly suspended: boolean
}

/** Everybody with an account, to be searched. */
export function MembersPage({ page, q, role, suspended }: MembersPageProps) {
  const to = (cursor: string | null): string | null =>
    cursor === null ? null : address('/desk/members', { q, role, suspended: suspended ? '1' : null, page: cursor })
  return (
    <>
      <form className="form-acts" method="get" action="/desk/members" role="search">
        <Field label="Handle, name or address" name="q" type="search" defaultValue={q} />
        <Select
          label="Role"
          name="role"
          defaultValue={role ?? ''}
          options={[{ value: '', words: 'All' }, ...ROLES.map((one) => ({ value: one, words: ROLE_NAMES[one] }))]}
        />
        <Checkbox label="Suspended only" name="suspended" defaultChecked={suspended} />
        <Button>Find</Button>
      </form>
      {page.rows.length === 0 ? (
        <Empty title="Nobody is found.">
          <p>Search by the start of a handle or an address, or by a part of a name.</p>
        </Empty>
      ) : (
        <Table
          caption="Members"
          rows={page.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: 'Member',
              name: true,
              cell: (row) => (
                <>
                  <a href={`/desk/members/${row.id}`} dir="auto">
                    {row.name}
                  </a>{' '}
                  <span className="meta" dir="auto">
                    @{row.handle}
                  </span>
                </>
              ),
            },
            { head: 'Address', cell: (row) => row.email ?? 'none' },
            { head: 'Role', cell: (row) => ROLE_NAMES[row.role] },
            { head: 'Since', cell: (row) => <Time at={row.createdAt} as="day" /> },
            { head: 'Answers', figures: true, cell: (row) => row.answerCount },
            { head: 'State', cell: (row) => <State suspended={row.suspended} /> },
          ]}
        />
      )}
      <Paging newer={to(page.newer)} older={to(page.older)} />
    </>
  )
}

function State({ suspended }: { readonly suspended: SuspensionView | null }) {
  if (suspended === null) return 'writes'
  if (suspended.until === null) return <b>suspended</b>
  return (
    <>
      <b>suspended</b> until <Time at={suspended.until} as="stamp" />
    </>
  )
}

export interface MemberPageProps {
  readonly member: MemberDeskView
  readonly sentBack?: SentBack | undefined
}

/** One member: what they are, what was done to them, and what may be done. */
export function MemberPage({ member, sentBack }: MemberPageProps) {
  const { may } = member
  const intent = sentBack?.values?.['intent']
  return (
    <div className="column stack">
      <div className="flow">
        <Person person={member} large />
        <div>
          <p>
            <a className="under" href={`/members/${encodeURIComponent(member.handle)}`} dir="auto">
              @{member.handle}
            </a>{' '}
            · {ROLE_NAMES[member.role]} · since <Time at={member.createdAt} as="day" />
          </p>
          <p className="meta">
            {member.email ?? 'no address'} · {counted(member.answerCount, 'answer')}, {figure(member.acceptedCount)}{' '}
            accepted, helpful {member.helpfulCount === 1 ? 'once' : `${figure(member.helpfulCount)} times`}
          </p>
          {member.bio !== '' && <p dir="auto">{member.bio}</p>}
        </div>
      </div>
      {member.suspended && (
        <Notice tone="signal">
          <b>Suspended</b> <Time at={member.suspended.at} />
          {member.suspended.by !== null && <> by {member.suspended.by}</>}
          {member.suspended.until === null ? (
            ', until somebody restores the account'
          ) : (
            <>
              , until <Time at={member.suspended.until} as="stamp" />
            </>
          )}
          : <span dir="auto">{member.suspended.reason}</span>
        </Notice>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      {may.restore && <Restore />}
      {may.suspend ? (
        <Suspend
          key={member.suspended?.at ?? 0}
          again={member.suspended !== null}
          hasAddress={member.email !== null}
          sentBack={intent === 'suspend' ? sentBack : undefined}
        />
      ) : (
        <p className="meta">{may.suspendRefusal}</p>
      )}
      {may.changeRole ? (
        <ChangeRole
          role={member.role}
          hasAddress={member.email !== null}
          sentBack={intent === 'role' ? sentBack : undefined}
        />
      ) : (
        <p className="meta">{may.changeRoleRefusal}</p>
      )}
      <section className="stack">
        <SectionHead title="What was done" />
        {member.acts.length === 0 ? (
          <p className="meta">Nothing yet.</p>
        ) : (
          <ul className="comments">
            {member.acts.map((act) => (
              <li key={act.id}>
                <b>{act.by ?? 'Somebody'}</b> {act.words}
                {act.reason !== '' && ': '}
                {act.reason !== '' && <span dir="auto">{act.reason}</span>} <Time className="meta" at={act.at} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function Restore() {
  return (
    <form method="post" className="form">
      <SectionHead title="End the suspension" />
      <Field label="Reason" name="reason" id="f-restore-reason" maxLength={500} />
      <div>
        <Button name="intent" value="restore">
          Restore the account
        </Button>
      </div>
    </form>
  )
}

interface ActProps {
  readonly hasAddress: boolean
  readonly sentBack: SentBack | undefined
}

function Suspend({ again, hasAddress, sentBack }: ActProps & { readonly again: boolean }) {
  return (
    <form method="post" className="form">
      <SectionHead title={again ? 'Suspend otherwise' : 'Suspend'} />
      <p className="meta">
        {hasAddress
          ? 'They can sign in and read, but not write, and get a mail with the reason.'
          : 'They can’t write any more. They have no address, so no mail tells them; they read the reason when they are here.'}
      </p>
      <Field
        label="Reason, as they will read it"
        name="reason"
        required
        maxLength={500}
        defaultValue={sentBack?.values?.['reason']}
        error={sentBack?.errors?.['reason']}
      />
      <Radios
        label="For how long"
        name="days"
        required
        defaultValue={sentBack?.values?.['days'] ?? '7'}
        error={sentBack?.errors?.['days']}
        options={SUSPENSION_DAYS.map((days) => ({
          value: String(days),
          words: suspensionWords(days),
        }))}
      />
      <div>
        <Button look="danger" name="intent" value="suspend">
          Suspend
        </Button>
      </div>
    </form>
  )
}

function ChangeRole({ role, hasAddress, sentBack }: ActProps & { readonly role: Role }) {
  return (
    <form method="post" className="form">
      <SectionHead title="Role" />
      <p className="meta">
        {hasAddress
          ? 'They are signed out everywhere, and told by mail.'
          : 'They are signed out everywhere. They have no address, so no mail tells them.'}
      </p>
      <Select
        label="Role"
        name="role"
        defaultValue={sentBack?.values?.['role'] ?? role}
        error={sentBack?.errors?.['role']}
        options={ROLES.map((one) => ({ value: one, words: ROLE_NAMES[one] }))}
      />
      <Field
        label="Reason, for the log"
        name="reason"
        id="f-role-reason"
        maxLength={500}
        defaultValue={sentBack?.values?.['reason']}
      />
      <div>
        <Button name="intent" value="role">
          Change the role
        </Button>
      </div>
    </form>
  )
}
