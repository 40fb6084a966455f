import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { OwnRedemption } from '../types.ts'
import { rewardWords } from '../words/rewards.ts'

export interface OwnRewardsPageProps {
  readonly redemptions: readonly OwnRedemption[]
  readonly done: 'asked' | 'approved' | 'sent' | 'cancelled' | 'received' | null
  readonly sentBack?: SentBack | undefined
}

/** What one asked for, and what became of it. */
export function OwnRewardsPage({ redemptions, done, sentBack }: OwnRewardsPageProps) {
  const t = useWords(rewardWords)
  return (
    <div className="column stack">
      {done && !sentBack && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      <header className="stack tight">
        <p>
          <a href="/rewards">{t('all')}</a>
        </p>
        <h1 className="title">{t('yours')}</h1>
        <p className="lead">{t('yours.lead')}</p>
      </header>
      {redemptions.length === 0 ? (
        <Empty title={t('yours.none')} />
      ) : (
        <ul className="rewards">
          {redemptions.map((redemption) => (
            <OwnReward key={redemption.id} redemption={redemption} />
          ))}
        </ul>
      )}
    </div>
  )
}

function OwnReward({ redemption }: { readonly redemption: OwnRedemption }) {
  const t = useWords(rewardWords)
  const { id, title, kind, price, state, at, reason, code, shipping, mayCancel, mayConfirm } = redemption
  const isHandedOut = state === 'sent' || state === 'received'
  return (
    <li className="reward own">
      <b dir="auto">{title}</b>
      <span className="price">
        {t.rich('price.short', { points: price, hide: (inner) => <span className="hide">{inner}</span> })}
      </span>
      <span className="meta">
        {state === 'sent' && kind !== 'posted' ? t(`state.sent.${kind}`) : t(`state.${state}`)} · <Time at={at} />
      </span>
      {kind === 'code' && isHandedOut && (
        <p className="code-line">
          {code === null ? (
            t('codeLost')
          ) : (
            <>
              <span className="hide">{t('code')}</span> <code>{code}</code>
            </>
          )}
        </p>
      )}
      {shipping && (
        <p className="meta" dir="auto">
          {t('to', { name: shipping.name })}
        </p>
      )}
      {reason !== '' && <p dir="auto">{t(state === 'refused' ? 'refusedWhy' : 'said', { reason })}</p>}
      {(mayCancel || mayConfirm) && (
        <form method="post" action="/rewards/yours">
          <input type="hidden" name="id" value={id} />
          <Button small name="intent" value={mayCancel ? 'cancel' : 'confirm'}>
            {t(mayCancel ? 'cancel' : 'confirm')}
            <span className="hide"> {title}</span>
          </Button>
        </form>
      )}
    </li>
  )
}
