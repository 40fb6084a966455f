import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { BadgeLook, BadgesOfMember, ProgressView } from '../types.ts'
import { badgeWords } from '../words/badges.ts'
import { BadgeMark } from './badge-mark.tsx'

interface ShelfItemProps {
  readonly look: BadgeLook
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly rare: boolean
  /** Facts under the description. */
  readonly children?: ReactNode
  readonly level?: 2 | 3
}

/** One pail on a shelf, with what it is for and what is known of it. */
export function ShelfItem({ look, slug, name, description, rare, children, level = 3 }: ShelfItemProps) {
  const t = useWords(badgeWords)
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className={look.water === 0 ? 'badge not' : 'badge'}>
      <BadgeMark look={look} />
      <div>
        <Heading>
          <a className="quiet" href={`/badges/${encodeURIComponent(slug)}`} dir="auto">
            {name}
          </a>
          {rare && (
            <>
              {' '}
              <span className="meta">{t('rare')}</span>
            </>
          )}
        </Heading>
        <p dir="auto">{description}</p>
        {children}
      </div>
    </li>
  )
}

/** How far it is, in figures and as a line. */
export function Progress({ have, need }: ProgressView) {
  const t = useWords(badgeWords)
  const percent = Math.round((have / need) * 100)
  return (
    <>
      <p className="meta">{t('progress', { have, need })}</p>
      <span className="line" style={{ '--p': percent } as object} aria-hidden="true">
        <i />
      </span>
    </>
  )
}

export interface BadgeShelfProps {
  readonly badges: BadgesOfMember
  /** What one is on the way to is shown to oneself. */
  readonly isOwn: boolean
  /** So many at most; the rest stands on the page of all badges. */
  readonly most?: number
}

/** The badges of a member: earned ones first, the newest at the front, then what is nearly there. */
export function BadgeShelf({ badges: { earned, near }, isOwn, most = 8 }: BadgeShelfProps) {
  const t = useWords(badgeWords)
  const shown = earned.slice(0, most)
  const next = isOwn ? near.slice(0, Math.max(0, Math.min(4, most - shown.length))) : []
  if (shown.length + next.length === 0) return <p className="meta">{t('none')}</p>
  return (
    <ul className="badges" role="list">
      {shown.map((badge) => (
        <ShelfItem key={badge.slug} look={badge} {...shelved(badge)}>
          <p className="meta">
            <a href={`/badges/credentials/${badge.uid}`}>
              {t.rich('earned', { time: <Time at={badge.earnedAt} as="day" /> })}
            </a>
            {badge.years.length > 0 && <> · {badge.years.join(', ')}</>}
            {badge.years.length === 0 && badge.water !== 3 && badge.water !== 0 && <> · {t(`water.${badge.water}`)}</>}
          </p>
          {isOwn && badge.progress && <Progress {...badge.progress} />}
        </ShelfItem>
      ))}
      {next.map((badge) => (
        <ShelfItem key={badge.slug} look={badge} {...shelved(badge)}>
          <Progress {...badge.progress} />
        </ShelfItem>
      ))}
    </ul>
  )
}

function shelved<B extends { slug: string; name: string; description: string; rare: boolean }>(badge: B) {
  return { slug: badge.slug, name: badge.name, description: badge.description, rare: badge.rare }
}
