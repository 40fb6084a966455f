import type { PersonView } from '#app/features/catalogue/types.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Line } from '#app/ui/line.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { MissionView } from '../types.ts'
import { missionWords } from '../words/missions.ts'
import { JoinForm, MissionFacts } from './mission-cards.tsx'

export interface MissionPageProps {
  readonly view: MissionView
  readonly threads: readonly {
    readonly id: number
    readonly title: string
    readonly address: string
    readonly isSolved: boolean
  }[]
  readonly people: readonly { readonly person: PersonView; readonly reached: number }[]
  /** The next of its threads that the viewer could answer, or the next draft that they are asked about. */
  readonly next: string | null
  readonly done: 'joined' | 'left' | null
}

/** One mission: what it asks, how far it is, its threads, and who is on it. */
export function MissionPage({ view, threads, people, next, done }: MissionPageProps) {
  const t = useWords(missionWords)
  return (
    <div className="column stack">
      {done && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <header className="stack tight">
        <h1 className="title" dir="auto">
          {view.title}
        </h1>
        <p className="meta">
          {view.isOver ? t('over') : t.rich('until', { time: <Time at={view.endsAt - 1} as="day" /> })} ·{' '}
          <MissionFacts mission={view} />
        </p>
        {view.isShared && <Line percent={(100 * view.reached) / view.target} state="kept" full />}
        {view.description !== '' && (
          <p className="prose-words" dir="auto">
            {view.description}
          </p>
        )}
        <p>
          {t('goal')}: {t(`goal.${view.goal.outcome}`)}
          {view.subject !== null && ` · ${t('subject', { subject: view.subject })}`}
        </p>
        {view.goal.outcome === 'review' && next === null && !view.isOver && <p className="meta">{t('review.none')}</p>}
        {view.mayJoin && <JoinForm id={view.id} />}
        {view.own.joined && (
          <form method="post" action={`/missions/${view.id}`} className="flow">
            <span>
              <Icon name="check" /> {t('joined')}
            </span>
            {next !== null && !view.isOver && (
              <LinkButton small href={next}>
                {t('next')}
              </LinkButton>
            )}
            {!view.isOver && !view.own.done && (
              <Button small look="plain" name="intent" value="leave">
                {t('leave')}
              </Button>
            )}
          </form>
        )}
      </header>
      {threads.length > 0 && (
        <section>
          <SectionHead title={t('threads')} />
          <ul className="plain-rows">
            {threads.map((thread) => (
              <li key={thread.id}>
                <a href={thread.address} dir="auto">
                  {thread.title}
                </a>{' '}
                <span className="meta">{t(thread.isSolved ? 'thread.solved' : 'thread.waiting')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <SectionHead title={t('people')} />
        {people.length === 0 && <p className="meta">{t('people.none')}</p>}
        <ul className="plain-rows">
          {people.map(({ person, reached }) => (
            <li key={person.id} className="flow">
              <Person person={person} />
              <a href={`/members/${person.handle}`} dir="auto">
                {person.name}
              </a>
              <span className="num">{figureIn(t.locale, reached)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
