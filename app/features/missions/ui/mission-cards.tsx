import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Line } from '#app/ui/line.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { MissionView } from '../types.ts'
import { missionWords } from '../words/missions.ts'

export interface MissionCardsProps {
  readonly missions: readonly MissionView[]
}

/** Missions, each with how far it is and the one thing to do about it. */
export function MissionCards({ missions }: MissionCardsProps) {
  return (
    <>
      {missions.map((mission) => (
        <MissionCard key={mission.id} mission={mission} />
      ))}
    </>
  )
}

function MissionCard({ mission }: { readonly mission: MissionView }) {
  const t = useWords(missionWords)
  const { own } = mission
  return (
    <div className="mission">
      <h3 dir="auto">
        <a href={`/missions/${mission.id}`}>{mission.title}</a>
      </h3>
      <span className="state">
        {mission.doneAt !== null ? (
          <>
            <Icon name="check" /> {t('reachedIt')}
          </>
        ) : mission.isOver ? (
          t('over')
        ) : own.joined ? (
          <>
            <Icon name="check" /> {t.rich('joined.until', { time: <Time at={mission.endsAt - 1} as="day" /> })}
          </>
        ) : own.invited ? (
          t('invitedYou')
        ) : (
          t.rich('until', { time: <Time at={mission.endsAt - 1} as="day" /> })
        )}
      </span>
      <p className="meta">
        <MissionFacts mission={mission} />
      </p>
      {mission.isShared && <Line percent={(100 * mission.reached) / mission.target} state="kept" full />}
      {mission.mayJoin && <JoinForm id={mission.id} />}
    </div>
  )
}

/** Joining, as one button. */
export function JoinForm({ id }: { readonly id: number }) {
  const t = useWords(missionWords)
  return (
    <form method="post" action={`/missions/${id}`}>
      <Button small name="intent" value="join">
        {t('join')}
      </Button>
    </form>
  )
}

/** What a mission asks, how far it is, and what it brings, in one line. */
export function MissionFacts({ mission }: { readonly mission: MissionView }) {
  const t = useWords(missionWords)
  const { reached, target, people, points, threads, solved, subject, own } = mission
  const facts = [
    t(mission.isShared ? 'facts.shared' : 'facts.each', { reached, target, people }),
    threads > 0 ? t('facts.threads', { solved, threads }) : null,
    own.joined ? t('facts.own', { reached: own.reached }) : null,
    subject === null ? null : t('subject', { subject }),
    points > 0 ? t('facts.points', { points }) : null,
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}
