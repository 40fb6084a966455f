import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Table } from '#app/ui/table.tsx'
import type { MissionView } from '../types.ts'
import { missionWords } from '../words/missions.ts'

/** All missions for staff, and the way to a new one. */
export function MissionsTable({ missions }: { readonly missions: readonly MissionView[] }) {
  const t = useWords(missionWords)
  return (
    <div className="stack">
      <p>
        <LinkButton href="/desk/missions/new" look="primary">
          {t('desk.new')}
        </LinkButton>
      </p>
      {missions.length === 0 ? (
        <Empty title={t('desk.none')} />
      ) : (
        <Table
          caption={t('title')}
          rows={missions}
          keyOf={(mission) => mission.id}
          columns={[
            {
              head: t('col.mission'),
              name: true,
              cell: (mission) => (
                <a href={`/desk/missions/${mission.id}`} dir="auto">
                  {mission.title}
                </a>
              ),
            },
            {
              head: t('col.reached'),
              figures: true,
              cell: (mission) => `${figureIn(t.locale, mission.reached)} / ${figureIn(t.locale, mission.target)}`,
            },
            { head: t('col.people'), figures: true, cell: (mission) => figureIn(t.locale, mission.people) },
            {
              head: t('col.ends'),
              cell: (mission) => (mission.isOver ? t('over') : <Time at={mission.endsAt - 1} as="day" />),
            },
          ]}
        />
      )}
    </div>
  )
}
