import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { RewardView } from '../types.ts'
import { rewardWords } from '../words/rewards.ts'
import { RewardFacts } from './reward-list.tsx'

export interface RewardPageProps {
  readonly reward: RewardView
  readonly balance: number | null
  readonly isGuest: boolean
  /** By which a form that is sent twice is known again. */
  readonly formKey: string
  readonly sentBack?: SentBack | undefined
}

/** One reward: what one gets, what happens when one asks for it, and the form. */
export function RewardPage({ reward, balance, isGuest, formKey, sentBack }: RewardPageProps) {
  const t = useWords(rewardWords)
  return (
    <div className="column narrow stack">
      <header className="stack tight">
        <p>
          <a href="/rewards">{t('all')}</a>
        </p>
        <h1 className="title" dir="auto">
          {reward.title}
        </h1>
        <p className="meta">
          {t('price', { points: reward.price })} · <RewardFacts reward={reward} />
        </p>
        {reward.description !== '' && (
          <p className="prose-words" dir="auto">
            {reward.description}
          </p>
        )}
      </header>
      <ErrorSummary errors={sentBack?.errors} />
      <Redeeming reward={reward} balance={balance} isGuest={isGuest} formKey={formKey} sentBack={sentBack} />
    </div>
  )
}

function Redeeming({ reward, balance, isGuest, formKey, sentBack }: RewardPageProps) {
  const t = useWords(rewardWords)
  const { kind, missing, price } = reward
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  if (isGuest)
    return (
      <p>{t.rich('signIn', { link: (inner) => <a href={`/signin?next=%2Frewards%2F${reward.id}`}>{inner}</a> })}</p>
    )
  if (balance === null || missing === null) return <p>{t('staff')}</p>
  if (reward.mostEach !== null && reward.had >= reward.mostEach)
    return <Notice>{t('enough', { most: reward.mostEach })}</Notice>
  if (reward.left === 0) return <Notice>{t('gone')}</Notice>
  if (missing > 0) return <Notice>{t('poor', { points: missing })}</Notice>
  return (
    <>
      <section className="stack tight">
        <SectionHead title={t('happens')} />
        <ul className="happens">
          <li>{t('happens.points', { points: price, rest: balance - price })}</li>
          {reward.needsApproval && <li>{t('happens.approval')}</li>}
          <li>{t(kind === 'code' && reward.needsApproval ? 'happens.codeLater' : `happens.${kind}`)}</li>
          {(reward.needsApproval || kind !== 'code') && <li>{t('happens.refused')}</li>}
        </ul>
      </section>
      <form method="post" action={`/rewards/${reward.id}`} className="stack">
        <input type="hidden" name="key" value={values['key'] ?? formKey} />
        {/* The price that stands on this page, not the one that was sent: whoever asks again has read it. */}
        <input type="hidden" name="price" value={price} />
        {kind === 'posted' && (
          <>
            <Field
              label={t('shipping.name')}
              name="name"
              autoComplete="name"
              maxLength={120}
              required
              defaultValue={values['name']}
              error={errors['name']}
            />
            <TextArea
              label={t('shipping.address')}
              hint={t('shipping.address.hint')}
              name="address"
              autoComplete="street-address"
              rows={4}
              maxLength={500}
              required
              defaultValue={values['address']}
              error={errors['address']}
            />
          </>
        )}
        <p>
          <Button look="primary">{t('redeem', { points: price })}</Button>
        </p>
      </form>
    </>
  )
}
