import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import { REDEMPTION_STATES, type RedemptionRow, type RedemptionState, type RewardDeskView } from '../types.ts'
import { rewardDeskWords } from '../words/desk.ts'

export interface RewardsDeskProps {
  readonly state: RedemptionState
  readonly counts: Readonly<Record<RedemptionState, number>>
  readonly redemptions: readonly RedemptionRow[]
  readonly newer: string | null
  readonly older: string | null
  readonly rewards: readonly RewardDeskView[]
  /** Null for who may not change rewards or export them. */
  readonly exportDays: { readonly from: string; readonly to: string } | null
}

/** What members asked for, by state, then the catalogue and the export. */
export function RewardsDesk({ state, counts, redemptions, newer, older, rewards, exportDays }: RewardsDeskProps) {
  const t = useWords(rewardDeskWords)
  return (
    <div className="stack">
      <section className="stack tight">
        <SectionHead title={t('queue')} />
        <Tabs
          label={t('queue')}
          tabs={REDEMPTION_STATES.map((one) => ({
            href: `/desk/rewards?state=${one}`,
            words: t(`tab.${one}`),
            current: one === state,
            count: counts[one] || null,
            urgent: one === 'asked' || one === 'approved',
          }))}
        />
        {redemptions.length === 0 ? (
          <Empty
            level={3}
            title={t(state === 'asked' || state === 'approved' ? `queue.none.${state}` : 'queue.none')}
          />
        ) : (
          <Queue redemptions={redemptions} />
        )}
        <Paging
          newer={newer && address('/desk/rewards', { state, page: newer })}
          older={older && address('/desk/rewards', { state, page: older })}
        />
      </section>
      <section className="stack tight">
        <SectionHead title={t('catalogue')} />
        {exportDays !== null && (
          <p>
            <LinkButton href="/desk/rewards/new">{t('new')}</LinkButton>
          </p>
        )}
        {rewards.length === 0 ? (
          <p className="meta">{t('catalogue.none')}</p>
        ) : (
          <Catalogue rewards={rewards} mayChange={exportDays !== null} />
        )}
      </section>
      {exportDays !== null && (
        <section className="stack tight">
          <SectionHead title={t('export')} />
          <p className="meta">{t('export.text')}</p>
          <form method="get" action="/desk/rewards.csv" className="form-acts">
            <Field label={t('export.from')} name="from" type="date" required defaultValue={exportDays.from} />
            <Field label={t('export.to')} name="to" type="date" required defaultValue={exportDays.to} />
            <Button>{t('export.get')}</Button>
          </form>
        </section>
      )}
    </div>
  )
}

function Queue({ redemptions }: { readonly redemptions: readonly RedemptionRow[] }) {
  const t = useWords(rewardDeskWords)
  return (
    <Table
      caption={t('queue')}
      rows={redemptions}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('col.reward'),
          name: true,
          cell: (row) => (
            <a href={`/desk/rewards/requests/${row.id}`} dir="auto">
              {row.title}
            </a>
          ),
        },
        {
          head: t('col.who'),
          cell: (row) =>
            row.person === null ? (
              t('formerMember')
            ) : (
              <a href={`/members/${row.person.handle}`} dir="auto">
                {row.person.name}
              </a>
            ),
        },
        { head: t('col.kind'), cell: (row) => t(`kind.${row.kind}`) },
        { head: t('col.when'), cell: (row) => <Time at={row.at} /> },
        { head: t('col.price'), figures: true, cell: (row) => figureIn(t.locale, row.price) },
      ]}
    />
  )
}

interface CatalogueProps {
  readonly rewards: readonly RewardDeskView[]
  readonly mayChange: boolean
}

function Catalogue({ rewards, mayChange }: CatalogueProps) {
  const t = useWords(rewardDeskWords)
  return (
    <Table
      caption={t('catalogue')}
      rows={rewards}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('col.reward'),
          name: true,
          cell: (row) => (
            <>
              {mayChange ? (
                <a href={`/desk/rewards/${row.id}`} dir="auto">
                  {row.title}
                </a>
              ) : (
                <span dir="auto">{row.title}</span>
              )}
              {row.isRetired && <span className="meta"> · {t('retired')}</span>}
            </>
          ),
        },
        { head: t('col.kind'), cell: (row) => t(`kind.${row.kind}`) },
        { head: t('col.price'), figures: true, cell: (row) => figureIn(t.locale, row.price) },
        {
          head: t('col.left'),
          figures: true,
          cell: (row) => (row.left === null ? t('always') : figureIn(t.locale, row.left)),
        },
        { head: t('col.redeemed'), figures: true, cell: (row) => figureIn(t.locale, row.redeemed) },
      ]}
    />
  )
}
