import { MissionCards } from '#app/features/missions/ui/mission-cards.tsx'
import type { MissionView } from '#app/features/missions/types.ts'
import { missionWords } from '#app/features/missions/words/missions.ts'
import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'

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
