import { useWords } from '#app/locale/react.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { MissionView } from '../types.ts'
import { missionWords } from '../words/missions.ts'
import { MissionCards } from './mission-cards.tsx'

export interface MissionsPageProps {
  readonly which: 'running' | 'over'
  readonly missions: readonly MissionView[]
}

/** All missions that run, or all that are over. */
export function MissionsPage({ which, missions }: MissionsPageProps) {
  const t = useWords(missionWords)
  return (
    <div className="column stack">
      <header>
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      <Tabs
        label={t('title')}
        tabs={[
          { href: '/missions', words: t('now'), current: which === 'running' },
          { href: '/missions?past=1', words: t('past'), current: which === 'over' },
        ]}
      />
      {missions.length === 0 ? (
        <Empty title={t(which === 'running' ? 'none.now' : 'none.past')}>
          <p>{t('none.text')}</p>
        </Empty>
      ) : (
        <div>
          <MissionCards missions={missions} />
        </div>
      )}
    </div>
  )
}
