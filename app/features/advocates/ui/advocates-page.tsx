import type { ReactNode } from 'react'
import { leaderWords } from '#app/features/recognition/words/leaders.ts'
import type { Role } from '#app/kernel/roles.ts'
import { useWords } from '#app/locale/react.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import type { BoardView } from '../queries/board.server.ts'
import { advocateWords } from '../words/page.ts'
import { BoardSection } from './board-section.tsx'

export interface AdvocatesPageProps {
  readonly board: BoardView
  /** As what they read it: whoever is an advocate already, or works here, need not become one. */
  readonly role: Role | null
  /** A story beside the heading, or nothing. */
  readonly story: ReactNode
  /** What stands beside the leaders: missions and rewards. */
  readonly aside: ReactNode
  /** The badges, as a shelf. */
  readonly children: ReactNode
}

/** Thanks first, numbers second: what earns, who helped most, what there is to do and to have. */
export function AdvocatesPage({ board, role, story, aside, children }: AdvocatesPageProps) {
  const t = useWords(advocateWords)
  const ofLeaders = useWords(leaderWords)
  const all =
    board.count !== null && board.of.by === 'period' && board.count > board.leaders.rows.length
      ? {
          href: address('/advocates/leaders', { period: board.of.period }),
          words: ofLeaders('all', { count: board.count }),
        }
      : undefined
  return (
    <>
      <header className="adv-h">
        <div>
          <h1>{t('heading')}</h1>
          <p className="lead">{t('lead')}</p>
          <p className="acts">
            {role === null || role === 'customer' ? (
              <LinkButton href="/advocates/become" look="primary">
                {t('become')}
              </LinkButton>
            ) : (
              role === 'advocate' && (
                <LinkButton href="/advocates/you" look="primary">
                  {t('you')}
                </LinkButton>
              )
            )}
            <LinkButton href="/advocates/points">{t('how')}</LinkButton>
          </p>
        </div>
        {story}
      </header>
      <div className="duo">
        <section>
          <SectionHead title={ofLeaders('title')} {...(all && { link: all })} />
          <BoardSection view={board} path="/advocates" />
        </section>
        <div>{aside}</div>
      </div>
      <section className="recognised">
        <SectionHead title={t('badges')} link={{ href: '/badges', words: t('badges.all') }} />
        {children}
      </section>
    </>
  )
}
