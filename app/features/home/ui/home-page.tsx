import type { ReactNode, CSSProperties } from 'react'
import { Categories } from '#app/features/catalogue/ui/category-list.tsx'
import { ThreadRows } from '#app/features/forum/ui/thread-row.tsx'
import { useWords } from '#app/locale/react.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import type { HomePageView, DepthView } from '../types.ts'
import { homeWords } from '../words/home.ts'
import { depthTops } from './depth.ts'

export interface HomePageProps {
  readonly view: HomePageView
  /** Notices for everybody, between the field and the columns. */
  readonly children?: ReactNode
}

/** Search first, then what needs somebody. */
export function HomePage({ view, children }: HomePageProps) {
  const t = useWords(homeWords)
  const isEmpty = view.fresh.length === 0
  return (
    <>
      <section className={view.depth ? 'hero' : 'hero alone'}>
        <div>
          <h1>{t.rich('title', { line: <br /> })}</h1>
          <BigSearch threadCount={view.threadCount} />
          {view.often.length > 0 && (
            <p className="tries">
              {t.rich('often', {
                searches: view.often.map((words, at) => (
                  <span key={words}>
                    {at > 0 && ', '}
                    <a href={address('/search', { q: words })}>{words}</a>
                  </span>
                )),
              })}
            </p>
          )}
        </div>
        {view.depth && <Depth depth={view.depth} />}
      </section>
      {children}
      <div className="home">
        <div>
          <NeedsAnswer view={view} />
          {!isEmpty && (
            <section>
              <SectionHead title={t('fresh')} link={{ href: '/threads', words: t('allThreads') }} />
              <ThreadRows rows={view.fresh} />
            </section>
          )}
          {view.popular.length > 0 && (
            <section>
              <SectionHead title={t('popular')} />
              <ThreadRows rows={view.popular} showReads />
            </section>
          )}
        </div>
        <div>
          {view.categories.length > 0 && (
            <section>
              <SectionHead title={t('categories')} />
              <Categories categories={view.categories} />
            </section>
          )}
          {view.helpers.length > 0 && (
            <section>
              <SectionHead title={t('helpers')} />
              <ul>
                {view.helpers.map(({ person, acceptedCount }) => (
                  <li className="credit" key={person.id}>
                    <Person person={person} />
                    <span>
                      <a href={`/members/${person.handle}`}>
                        <b>{person.name}</b>
                      </a>{' '}
                      <span className="meta">· {t('accepted', { count: acceptedCount })}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  )
}

function NeedsAnswer({ view }: { readonly view: HomePageView }) {
  const t = useWords(homeWords)
  const { needsAnswer, waitingCount } = view
  const nothing = view.threadCount === 0 ? 'empty' : 'covered'
  const link = { href: '/unanswered', words: t('allWaiting', { count: waitingCount }) }
  return (
    <section>
      <SectionHead title={t('needsAnswer')} {...(waitingCount > needsAnswer.length && { link })} />
      {needsAnswer.length > 0 ? (
        <ThreadRows rows={needsAnswer} right="due" />
      ) : (
        <Empty well="covered" title={t(`${nothing}.title`)} level={3}>
          <p>{t(`${nothing}.text`)}</p>
          <a className="more" href="/ask">
            {t('ask')}
          </a>
        </Empty>
      )}
    </section>
  )
}

/** The parts of the shaft from above, each with its tone. */
const DEPTH_PARTS = [
  ['d2', 'byMembers'],
  ['d3', 'byStaff'],
  ['d4', 'waiting'],
  ['d5', 'closed'],
] as const

function Depth({ depth }: { readonly depth: DepthView }) {
  const t = useWords(homeWords)
  const parts = DEPTH_PARTS.flatMap(([tone, name]) =>
    name === 'closed' && depth.closed === 0 ? [] : [{ tone, name, count: depth[name] }],
  )
  const tops = depthTops(parts.map((part) => part.count))
  return (
    <section aria-labelledby="depth">
      <p className="depth-h" id="depth">
        {t('depth', { count: depth.total })}
      </p>
      <div className="depth">
        <div className="shaft" aria-hidden="true">
          {parts.map((part) => (
            <i key={part.tone} className={part.tone} style={{ '--n': part.count } as CSSProperties} />
          ))}
        </div>
        <ul>
          {parts.map((part, at) => (
            <li key={part.tone} style={{ '--y': `${tops[at]}px` } as CSSProperties}>
              {t.rich(`depth.${part.name}`, { count: part.count, b: (inner) => <b>{inner}</b> })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
