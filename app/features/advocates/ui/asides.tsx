import { MissionCards } from '#app/features/missions/ui/mission-cards.tsx'
import type { MissionView } from '#app/features/missions/types.ts'
import { missionWords } from '#app/features/missions/words/missions.ts'
import type { RewardView } from '#app/features/rewards/types.ts'
import { RewardList } from '#app/features/rewards/ui/reward-list.tsx'
import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { advocateWords } from '../words/page.ts'

/** What there is to do: the missions that run. */
export function MissionsAside({ missions }: { readonly missions: readonly MissionView[] }) {
  const t = useWords(missionWords)
  return (
    <section>
      <SectionHead
        title={t('title')}
        link={
          missions.length === 0
            ? { href: '/missions?past=1', words: t('past') }
            : { href: '/missions', words: t('all') }
        }
      />
      {missions.length === 0 ? <p className="meta">{t('none.now')}</p> : <MissionCards missions={missions} />}
    </section>
  )
}

/** What points can be spent on. */
export function RewardsAside({ rewards }: { readonly rewards: readonly RewardView[] }) {
  const t = useWords(advocateWords)
  if (rewards.length === 0) return null
  return (
    <section>
      <SectionHead title={t('rewards')} link={{ href: '/rewards', words: t('rewards.all') }} />
      <RewardList rewards={rewards} />
    </section>
  )
}
