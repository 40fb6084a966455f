import { Fragment, type ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { RedemptionView } from '../types.ts'
import { rewardDeskWords } from '../words/desk.ts'

export interface RedemptionDeskProps {
  readonly view: RedemptionView
  readonly sentBack?: SentBack | undefined
}

/** What one member asked for: its facts, where it goes, and what there is to decide. */
export function RedemptionDesk({ view, sentBack }: RedemptionDeskProps) {
  const t = useWords(rewardDeskWords)
  const errors = sentBack?.errors ?? {}
  const action = `/desk/rewards/requests/${view.id}`
  return (
    <div className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <Facts view={view} />
      {view.shipping && (
        <section className="stack tight">
          <SectionHead title={t('shipping')} />
          <p className="prose-words" dir="auto">
            {view.shipping.name}
            {'\n'}
            {view.shipping.address}
          </p>
          <p className="meta">{t('shipping.note')}</p>
        </section>
      )}
      {view.shippingErasedAt !== null && <p className="meta">{t('shipping.erased')}</p>}
      {view.mayApprove && (
        <form method="post" action={action}>
          <Button look="primary" name="intent" value="approve">
            {t(view.kind === 'code' ? 'approve.code' : 'approve')}
          </Button>
        </form>
      )}
      {view.maySend && (
        <form method="post" action={action} className="stack tight">
          <TextArea
            label={t('send.label')}
            hint={t('send.hint')}
            name="note"
            rows={2}
            maxLength={500}
            defaultValue={sentBack?.values?.['note']}
            error={errors['note']}
          />
          <p>
            <Button look="primary" name="intent" value="send">
              {t(view.kind === 'arranged' ? 'send.arranged' : 'send')}
            </Button>
          </p>
        </form>
      )}
      {view.mayRefuse && (
        <form method="post" action={action} className="stack tight">
          <TextArea
            label={t('refuse.label')}
            hint={t('refuse.hint')}
            name="reason"
            rows={2}
            maxLength={500}
            required
            defaultValue={sentBack?.values?.['reason']}
            error={errors['reason']}
          />
          <p>
            <Button look="danger" name="intent" value="refuse">
              {t('refuse')}
            </Button>
          </p>
        </form>
      )}
    </div>
  )
}

function Facts({ view }: { readonly view: RedemptionView }) {
  const t = useWords(rewardDeskWords)
  const time = (at: number | null): ReactNode => at !== null && <Time at={at} as="stamp" />
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('fact.who'),
      view.person === null ? (
        t('formerMember')
      ) : (
        <a href={`/members/${view.person.handle}`} dir="auto">
          {view.person.name}
        </a>
      ),
    ],
    [t('fact.price'), t('price', { points: view.price })],
    [t('fact.how'), t(`kind.${view.kind}`)],
    [t('fact.asked'), time(view.askedAt)],
    [t('fact.approved'), time(view.approvedAt)],
    [t('fact.sent'), time(view.sentAt)],
    [t('fact.received'), time(view.receivedAt)],
    [t('fact.refused'), time(view.refusedAt)],
    [t('fact.reason'), view.reason !== '' && <span dir="auto">{view.reason}</span>],
    [t('fact.tax'), view.taxNote !== '' && <span dir="auto">{view.taxNote}</span>],
  ]
  return (
    <dl className="facts start">
      {facts.map(([head, fact]) =>
        fact === false ? null : (
          <Fragment key={head}>
            <dt>{head}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}
