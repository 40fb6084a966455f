import { useWords } from '#app/locale/react.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { RewardsView } from '../types.ts'
import { rewardWords } from '../words/rewards.ts'
import { RewardList } from './reward-list.tsx'

export interface RewardsPageProps {
  readonly view: RewardsView
  /** Whether whoever looks is signed in. */
  readonly isGuest: boolean
}

/** The catalogue, and what one can spend. */
export function RewardsPage({ view, isGuest }: RewardsPageProps) {
  const t = useWords(rewardWords)
  return (
    <div className="column stack">
      <header className="stack tight">
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
        <Balance balance={view.balance} isGuest={isGuest} />
        <p className="flow">
          {view.balance !== null && <a href="/rewards/yours">{t('yours')}</a>}
          <a href="/advocates/points">{t('earn')}</a>
        </p>
      </header>
      {view.rewards.length === 0 ? (
        <Empty title={t('none')}>
          <p>{t('none.text')}</p>
        </Empty>
      ) : (
        <RewardList rewards={view.rewards} />
      )}
    </div>
  )
}

function Balance({ balance, isGuest }: { readonly balance: number | null; readonly isGuest: boolean }) {
  const t = useWords(rewardWords)
  if (isGuest) return <p>{t.rich('guest', { link: (inner) => <a href="/signin?next=%2Frewards">{inner}</a> })}</p>
  if (balance === null) return <p>{t('staff')}</p>
  return <p>{t.rich('balance', { points: balance, b: (inner) => <b>{inner}</b> })}</p>
}
