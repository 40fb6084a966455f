import { useWords } from '#app/locale/react.tsx'
import type { RewardView } from '../types.ts'
import { rewardWords } from '../words/rewards.ts'

export interface RewardListProps {
  readonly rewards: readonly RewardView[]
}

/** Rewards as a plain price list: what it is, what it costs, how many are left, how far one is from it. */
export function RewardList({ rewards }: RewardListProps) {
  const t = useWords(rewardWords)
  return (
    <ul className="rewards">
      {rewards.map((reward) => (
        <li key={reward.id} className="reward">
          <b dir="auto">
            <a href={`/rewards/${reward.id}`}>{reward.title}</a>
          </b>
          <span className="price">
            {t.rich('price.short', {
              points: reward.price,
              hide: (inner) => <span className="hide">{inner}</span>,
            })}
          </span>
          <span className="meta">
            <RewardFacts reward={reward} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What there is to know of a reward beside its name and price, in one line. */
export function RewardFacts({ reward }: { readonly reward: RewardView }) {
  const t = useWords(rewardWords)
  const { left, kind, missing, mostEach } = reward
  const facts = [
    left === null ? t('always') : t('left', { count: left }),
    t(`how.${kind}`),
    mostEach === null ? null : t('mostEach', { most: mostEach }),
    missing !== null && missing > 0 ? t('needs', { points: missing }) : null,
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}
