import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import {
  MAX_REASON,
  type BadgeRowView,
  type BadgeState,
  type DeskAwardView,
  type KeyView,
  type MemberBadgesView,
} from '../types.ts'
import { badgeDeskWords } from '../words/desk.ts'
import { BadgeMark } from './badge-mark.tsx'

const LIST = '/desk/badges'

export interface BadgeListPageProps {
  readonly state: BadgeState
  readonly rows: readonly BadgeRowView[]
}

/** Badges in one state, with how they are given and how many hold them. */
export function BadgeListPage({ state, rows }: BadgeListPageProps) {
  const t = useWords(badgeDeskWords)
  return (
    <div className="stack">
      <Tabs
        label={t('states')}
        tabs={(['active', 'draft', 'retired'] as const satisfies readonly BadgeState[]).map((one) => ({
          href: address(LIST, { state: one === 'active' ? null : one }),
          words: t(`state.${one}`),
          current: one === state,
        }))}
      />
      {rows.length === 0 ? (
        <Empty title={t(`empty.${state}`)} />
      ) : (
        <Table
          caption={t('caption')}
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            {
              head: t('head.badge'),
              name: true,
              cell: (row) => (
                <span className="badge-name">
                  <BadgeMark look={{ emblem: row.emblem, water: state === 'active' ? 3 : 0 }} size="small" />
                  <a href={`${LIST}/${row.id}`} dir="auto">
                    {row.name}
                  </a>
                </span>
              ),
            },
            { head: t('head.kind'), cell: (row) => t(`kind.${row.kind}`) },
            { head: t('head.holders'), figures: true, cell: (row) => row.holders },
            { head: t('head.changed'), cell: (row) => <Time at={row.changedAt} /> },
          ]}
        />
      )}
      <p className="flow">
        <LinkButton href={`${LIST}/new`} look="primary">
          {t('add')}
        </LinkButton>
        <LinkButton href={`${LIST}/keys`}>{t('keys')}</LinkButton>
      </p>
    </div>
  )
}

/** The keys that sign credentials, and changing the one that is in use. */
export function KeysPage({ keys }: { readonly keys: readonly KeyView[] }) {
  const t = useWords(badgeDeskWords)
  return (
    <div className="column narrow stack">
      <p className="lead">{t('keys.lead')}</p>
      {keys.length === 0 ? (
        <p>{t('keys.first')}</p>
      ) : (
        <Table
          caption={t('keys.caption')}
          rows={keys}
          keyOf={(key) => key.kid}
          columns={[
            { head: t('head.key'), name: true, cell: (key) => <code>{key.kid.slice(0, 12)}</code> },
            { head: t('head.since'), cell: (key) => <Time at={key.createdAt} as="stamp" /> },
            {
              head: t('head.until'),
              cell: (key) => (key.retiredAt === null ? <b>{t('keys.now')}</b> : <Time at={key.retiredAt} as="stamp" />),
            },
          ]}
        />
      )}
      <form method="post" className="form">
        <p className="meta">{t('keys.kept')}</p>
        <div className="form-acts">
          <Button name="intent" value="rotate">
            {t('keys.change')}
          </Button>
          <a href={LIST}>{t('cancel')}</a>
        </div>
      </form>
    </div>
  )
}

export interface MemberBadgesPageProps {
  readonly view: MemberBadgesView
  readonly sentBack?: SentBack | undefined
}

/** The badges of a member: giving one by hand, revoking one, giving it again. */
export function MemberBadgesPage({ view, sentBack }: MemberBadgesPageProps) {
  const t = useWords(badgeDeskWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  const [first] = view.givable
  return (
    <div className="column stack">
      <ErrorSummary errors={sentBack?.errors} ids={{ why: `f-why-${values['uid'] ?? ''}` }} />
      <section className="stack">
        <SectionHead title={t('member.awards')} />
        {view.awards.length === 0 ? (
          <p className="meta">{t('member.none')}</p>
        ) : (
          <ul className="rows">
            {view.awards.map((award) => (
              <Award key={award.uid} award={award} mayRevoke={view.mayRevoke} sentBack={sentBack} />
            ))}
          </ul>
        )}
      </section>
      {!view.mayGive ? (
        <Notice>{view.refusal}</Notice>
      ) : first === undefined ? (
        <p className="meta">{t('member.give.none')}</p>
      ) : (
        <form method="post" className="form">
          <SectionHead title={t('member.give')} />
          <Select
            label={t('member.give.badge')}
            name="badge"
            defaultValue={values['badge'] ?? String(first.id)}
            error={errors['badge']}
            options={view.givable.map((badge) => ({ value: String(badge.id), words: badge.name }))}
          />
          <Field
            label={t('member.reason')}
            name="reason"
            required
            maxLength={MAX_REASON}
            dir="auto"
            hint={t('member.reason.hint')}
            defaultValue={values['reason']}
            error={errors['reason']}
          />
          <div className="form-acts">
            <Button look="primary" name="intent" value="give">
              {t('member.give.button')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}

interface AwardProps {
  readonly award: DeskAwardView
  readonly mayRevoke: boolean
  readonly sentBack: SentBack | undefined
}

function Award({ award, mayRevoke, sentBack }: AwardProps) {
  const t = useWords(badgeDeskWords)
  const own = sentBack?.values?.['uid'] === award.uid ? sentBack : undefined
  const isValid = award.revokedAt === null
  return (
    <li className="holder">
      <BadgeMark look={{ emblem: award.emblem, water: isValid ? award.water : 0 }} size="small" />
      <div className="stack tight">
        <p>
          <a href={`/badges/credentials/${award.uid}`} dir="auto">
            {award.name}
          </a>
          {award.period !== '' && <> {t('member.year', { year: award.period })}</>}
          <span className="meta">
            {' · '}
            {award.by === null
              ? t.rich('member.ruled', { time: <Time at={award.at} as="day" /> })
              : t.rich('member.by', { name: <bdi>{award.by}</bdi>, time: <Time at={award.at} as="day" /> })}
          </span>
        </p>
        {award.reason !== '' && (
          <p className="meta" dir="auto">
            {award.reason}
          </p>
        )}
        {!isValid && (
          <p>
            {t.rich('member.revoked', {
              time: <Time at={award.revokedAt ?? 0} as="day" />,
              reason: <span dir="auto">{award.revokedReason ?? ''}</span>,
            })}
          </p>
        )}
        {isValid && mayRevoke && (
          <details open={own !== undefined}>
            <summary>{t('member.revoke')}</summary>
            <form method="post" className="form">
              <input type="hidden" name="uid" value={award.uid} />
              <Field
                label={t('member.revoke.reason')}
                name="why"
                id={`f-why-${award.uid}`}
                required
                maxLength={MAX_REASON}
                dir="auto"
                hint={t('member.revoke.hint')}
                defaultValue={own?.values?.['why']}
                error={own?.errors?.['why']}
              />
              <div className="form-acts">
                <Button look="danger" name="intent" value="revoke">
                  {t('member.revoke.button')}
                </Button>
              </div>
            </form>
          </details>
        )}
        {award.mayRestore && (
          <form method="post">
            <input type="hidden" name="uid" value={award.uid} />
            <Button small name="intent" value="again">
              {t('member.again')}
            </Button>
          </form>
        )}
      </div>
    </li>
  )
}
