import { useWords } from '#app/locale/react.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person, Role } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import { waterOf } from '../rules/pail.ts'
import type { BadgePageView, BadgeView, HolderView } from '../types.ts'
import { badgeWords } from '../words/badges.ts'
import { BadgeMark } from './badge-mark.tsx'
import { Progress, ShelfItem } from './badge-shelf.tsx'

/** Every badge there is: how many hold it, and how far oneself is. */
export function BadgesPage({ badges }: { readonly badges: readonly BadgeView[] }) {
  const t = useWords(badgeWords)
  return (
    <>
      <header className="page-h stack tight">
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
        <p>
          <a href="/badges/verify">{t('check')}</a>
        </p>
      </header>
      <BadgeGrid badges={badges} level={2} />
    </>
  )
}

/** Badges as one shelf: how many hold each, and how far oneself is. */
export function BadgeGrid({ badges, level = 3 }: { readonly badges: readonly BadgeView[]; readonly level?: 2 | 3 }) {
  const t = useWords(badgeWords)
  return (
    <ul className="badges" role="list">
      {badges.map((badge) => (
        <ShelfItem
          key={badge.slug}
          look={badge}
          slug={badge.slug}
          name={badge.name}
          description={badge.description}
          rare={badge.rare}
          level={level}
        >
          <p className="meta">
            {badge.earnedAt !== null && (
              <>
                <b>{t.rich('earned', { time: <Time at={badge.earnedAt} as="day" /> })}</b> ·{' '}
              </>
            )}
            {t('holders', { holders: badge.holders })}
          </p>
          {badge.progress && <Progress {...badge.progress} />}
        </ShelfItem>
      ))}
    </ul>
  )
}

/** One badge: what it takes, and who has it. */
export function BadgePage({ view }: { readonly view: BadgePageView }) {
  const t = useWords(badgeWords)
  const { badge, steps, own } = view
  const path = `/badges/${encodeURIComponent(badge.slug)}`
  const [first = 0, second = 0, third = 0] = steps
  return (
    <div className="column stack">
      <header className="badge-h">
        <BadgeMark look={badge} size="big" />
        <div className="stack tight">
          <p className="crumbs">
            <a href="/badges">{t('back')}</a>
          </p>
          <h1 className="title" dir="auto">
            {badge.name}
          </h1>
          <p className="lead" dir="auto">
            {badge.description}
          </p>
          <p className="meta">
            {badge.rare && <>{t('rare')}. </>}
            {badge.kind === 'steps' ? t('kind.steps', { first, second, third }) : t(`kind.${badge.kind}`)}
          </p>
          {badge.progress && <Progress {...badge.progress} />}
        </div>
      </header>
      {view.isRetired && <Notice>{t('retired')}</Notice>}
      {own.length > 0 && (
        <section>
          <SectionHead title={t('own')} />
          <ul className="rows">
            {own.map((award) => (
              <li className="row plain single" key={award.uid}>
                <p>
                  {award.period !== ''
                    ? t.rich('own.year', { year: award.period, time: <Time at={award.at} as="day" /> })
                    : t.rich('own.one', {
                        water: capital(t(`water.${waterOf(award.step, Math.max(1, steps.length))}`), t.locale),
                        time: <Time at={award.at} as="day" />,
                      })}
                  {' · '}
                  <a href={`/badges/credentials/${award.uid}`}>{t('own.open')}</a>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <SectionHead title={t('who.title')} />
        <p className="meta">{t('holders', { holders: badge.holders })}</p>
        {view.rows.length > 0 ? (
          <ul className="rows">
            {view.rows.map((row) => (
              <Holder key={row.id} row={row} inSteps={steps.length > 0} emblem={badge.emblem} />
            ))}
          </ul>
        ) : (
          badge.holders > 0 && <p>{t('who.hidden')}</p>
        )}
        <Paging
          newer={view.newer && address(path, { page: view.newer })}
          older={view.older && address(path, { page: view.older })}
          words={{ newer: t('newer'), older: t('older') }}
        />
      </section>
    </div>
  )
}

const capital = (text: string, locale: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)

interface HolderProps {
  readonly row: HolderView
  readonly inSteps: boolean
  readonly emblem: string
}

function Holder({ row, inSteps, emblem }: HolderProps) {
  const t = useWords(badgeWords)
  return (
    <li className="holder">
      <Person person={row.person} />
      <div>
        <a href={`/members/${encodeURIComponent(row.person.handle)}`} dir="auto">
          {row.person.name}
        </a>{' '}
        <Role role={row.person.role} />
        <p className="meta">
          {row.period !== ''
            ? t.rich('own.year', { year: row.period, time: <Time at={row.at} as="day" /> })
            : t.rich('earned', { time: <Time at={row.at} as="day" /> })}
          {inSteps && <> · {t(`water.${row.water}`)}</>}
        </p>
      </div>
      <BadgeMark look={{ emblem, water: row.water }} size="small" />
    </li>
  )
}
