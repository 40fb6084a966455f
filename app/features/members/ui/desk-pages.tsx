import { membersDeskWords } from '#app/features/members/words/desk.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { Page } from '#app/kernel/page.ts'
import { roleWords } from '#app/kernel/words/roles.ts'
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
import { address } from '#app/ui/words.ts'
import { SUSPENSION_DAYS } from '../rules.ts'
import type { MemberDeskView, MemberRowView, SuspensionView } from '../types.ts'

export interface MembersPageProps {
  readonly page: Page<MemberRowView>
  readonly q: string
  readonly role: Role | null
  readonly suspended: boolean
}

/** Everybody with an account, to be searched. */
export function MembersPage({ page, q, role, suspended }: MembersPageProps) {
  const t = useWords(membersDeskWords)
  const roleName = useWords(roleWords)
  const to = (cursor: string | null): string | null =>
    cursor === null ? null : address('/desk/members', { q, role, suspended: suspended ? '1' : null, page: cursor })
  return (
    <>
      <form className="form-acts" method="get" action="/desk/members" role="search">
        <Field label={t('handleNameOrAddress')} name="q" type="search" defaultValue={q} />
        <Select
          label={t('role')}
          name="role"
          defaultValue={role ?? ''}
          options={[
            { value: '', words: t('all') },
            ...ROLES.map((one) => ({ value: one, words: roleName(`name.${one}`) })),
          ]}
        />
        <Checkbox label={t('suspendedOnly')} name="suspended" defaultChecked={suspended} />
        <Button>{t('find')}</Button>
      </form>
      {page.rows.length === 0 ? (
        <Empty title={t('nobodyIsFound')}>
          <p>{t('searchByTheStart')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('members')}
          rows={page.rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: t('member'),
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
            { head: t('address'), cell: (row) => row.email ?? t('noneAddress') },
            { head: t('role'), cell: (row) => roleName(`name.${row.role}`) },
            { head: t('since'), cell: (row) => <Time at={row.createdAt} as="day" /> },
            { head: t('answers'), figures: true, cell: (row) => figureIn(t.locale, row.answerCount) },
            { head: t('state'), cell: (row) => <State suspended={row.suspended} /> },
          ]}
        />
      )}
      <Paging newer={to(page.newer)} older={to(page.older)} />
    </>
  )
}

function State({ suspended }: { readonly suspended: SuspensionView | null }) {
  const t = useWords(membersDeskWords)
  if (suspended === null) return t('writes')
  if (suspended.until === null) return <b>{t('suspended')}</b>
  return t.rich('suspendedUntil', { b: (inner) => <b>{inner}</b>, time: <Time at={suspended.until} as="stamp" /> })
}

export interface MemberPageProps {
  readonly member: MemberDeskView
  readonly sentBack?: SentBack | undefined
}

/** One member: what they are, what was done to them, and what may be done. */
export function MemberPage({ member, sentBack }: MemberPageProps) {
  const t = useWords(membersDeskWords)
  const roleName = useWords(roleWords)
  const { may } = member
  const intent = sentBack?.values?.['intent']
  return (
    <div className="column stack">
      <div className="flow">
        <Person person={member} large />
        <div>
          <p>
            {t.rich('handleRoleSince', {
              role: roleName(`name.${member.role}`),
              handle: (
                <a className="under" href={`/members/${encodeURIComponent(member.handle)}`} dir="auto">
                  {' '}
                  @{member.handle}{' '}
                </a>
              ),
              time: <Time at={member.createdAt} as="day" />,
            })}
          </p>
          <p className="meta">
            {t('figures', {
              address: member.email ?? t('noAddress'),
              answers: member.answerCount,
              accepted: member.acceptedCount,
              helpful: member.helpfulCount,
            })}
          </p>
          {member.bio !== '' && <p dir="auto">{member.bio}</p>}
          <p>
            <a href={`/desk/members/${member.id}/badges`}>{t('badges')}</a>
          </p>
        </div>
      </div>
      {member.suspended && (
        <Notice tone="signal">
          {t.rich(member.suspended.until === null ? 'suspendedOpen' : 'suspendedBy', {
            b: (inner) => <b>{inner}</b>,
            time: <Time at={member.suspended.at} />,
            by: member.suspended.by ?? '',
            named: member.suspended.by === null ? 'no' : 'yes',
            until: <Time at={member.suspended.until ?? 0} as="stamp" />,
            reason: <span dir="auto">{member.suspended.reason}</span>,
          })}
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
        <SectionHead title={t('whatWasDone')} />
        {member.acts.length === 0 ? (
          <p className="meta">{t('nothingYet')}</p>
        ) : (
          <ul className="comments">
            {member.acts.map((act) => (
              <li key={act.id}>
                {t.rich(`act.${act.verb}`, {
                  by: <b>{act.by ?? t('somebody')}</b>,
                  role: act.to === null ? '' : roleName(`name.${act.to}`),
                  named: act.to === null ? 'no' : 'yes',
                })}
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
  const t = useWords(membersDeskWords)
  return (
    <form method="post" className="form">
      <SectionHead title={t('endTheSuspension')} />
      <Field label={t('reason')} name="reason" id="f-restore-reason" maxLength={500} />
      <div>
        <Button name="intent" value="restore">
          {t('restoreTheAccount')}
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
  const t = useWords(membersDeskWords)
  return (
    <form method="post" className="form">
      <SectionHead title={again ? t('suspendOtherwise') : t('suspend')} />
      <p className="meta">{hasAddress ? t('theyCanSign') : t('theyCantWriteAny')}</p>
      <Field
        label={t('reasonAsTheyWill')}
        name="reason"
        required
        maxLength={500}
        defaultValue={sentBack?.values?.['reason']}
        error={sentBack?.errors?.['reason']}
      />
      <Radios
        label={t('forHowLong')}
        name="days"
        required
        defaultValue={sentBack?.values?.['days'] ?? '7'}
        error={sentBack?.errors?.['days']}
        options={SUSPENSION_DAYS.map((days) => ({
          value: String(days),
          words: days === 0 ? t('days.open') : t('days.count', { days }),
        }))}
      />
      <div>
        <Button look="danger" name="intent" value="suspend">
          {t('suspend')}
        </Button>
      </div>
    </form>
  )
}

function ChangeRole({ role, hasAddress, sentBack }: ActProps & { readonly role: Role }) {
  const t = useWords(membersDeskWords)
  const roleName = useWords(roleWords)
  return (
    <form method="post" className="form">
      <SectionHead title={t('role')} />
      <p className="meta">{hasAddress ? t('theyAreSignedOut') : t('theyAreSignedOut2')}</p>
      <Select
        label={t('role')}
        name="role"
        defaultValue={sentBack?.values?.['role'] ?? role}
        error={sentBack?.errors?.['role']}
        options={ROLES.map((one) => ({ value: one, words: roleName(`name.${one}`) }))}
      />
      <Field
        label={t('reasonForTheLog')}
        name="reason"
        id="f-role-reason"
        maxLength={500}
        defaultValue={sentBack?.values?.['reason']}
      />
      <div>
        <Button name="intent" value="role">
          {t('changeTheRole')}
        </Button>
      </div>
    </form>
  )
}
