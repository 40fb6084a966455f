import type { ReactNode, CSSProperties } from 'react'
import { Categories } from '#app/features/catalogue/ui/category-list.tsx'
import { ThreadRows } from '#app/features/forum/ui/thread-row.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address, figure, counted } from '#app/ui/words.ts'
import type { HomePageView, DepthView } from '../types.ts'
import { depthTops } from './depth.ts'

export interface HomePageProps {
  readonly view: HomePageView
  /** Notices for everybody, between the field and the columns. */
  readonly children?: ReactNode
}

/** Search first, then what needs somebody. */
export function HomePage({ view, children }: HomePageProps) {
  const isEmpty = view.fresh.length === 0
  return (
    <>
      <section className={view.depth ? 'hero' : 'hero alone'}>
        <div>
          <h1>
            Ask well.
            <br />
            Someone here knows.
          </h1>
          <BigSearch threadCount={view.threadCount} />
          {view.often.length > 0 && (
            <p className="tries">
              Often asked:{' '}
              {view.often.map((words, at) => (
                <span key={words}>
                  {at > 0 && ', '}
                  <a href={address('/search', { q: words })}>{words}</a>
                </span>
              ))}
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
              <SectionHead title="Fresh" link={{ href: '/threads', words: 'All threads' }} />
              <ThreadRows rows={view.fresh} />
            </section>
          )}
          {view.popular.length > 0 && (
            <section>
              <SectionHead title="Popular this week" />
              <ThreadRows rows={view.popular} showReads />
            </section>
          )}
        </div>
        <div>
          {view.categories.length > 0 && (
            <section>
              <SectionHead title="Categories" />
              <Categories categories={view.categories} />
            </section>
          )}
          {view.helpers.length > 0 && (
            <section>
              <SectionHead title="Helped most this week" />
              <ul>
                {view.helpers.map(({ person, acceptedCount }) => (
                  <li className="credit" key={person.id}>
                    <Person person={person} />
                    <span>
                      <a href={`/members/${person.handle}`}>
                        <b>{person.name}</b>
                      </a>{' '}
                      <span className="meta">· {figure(acceptedCount)} accepted</span>
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
  const { needsAnswer, waitingCount } = view
  const link = { href: '/unanswered', words: `All ${figure(waitingCount)} waiting` }
  return (
    <section>
      <SectionHead title="Needs an answer" {...(waitingCount > needsAnswer.length && { link })} />
      {needsAnswer.length > 0 ? (
        <ThreadRows rows={needsAnswer} right="due" />
      ) : (
        <Empty
          well="covered"
          title={view.threadCount === 0 ? 'Nobody has asked yet.' : 'Nothing is waiting.'}
          level={3}
        >
          <p>
            {view.threadCount === 0
              ? 'The first question makes the place useful for the second person.'
              : 'Every question here has an answer. The next one is yours, or yours to answer.'}
          </p>
          <a className="more" href="/ask">
            Ask a question
          </a>
        </Empty>
      )}
    </section>
  )
}

const DEPTH_WORDS = [
  ['d2', 'answered by members'],
  ['d3', 'by the second tier'],
  ['d4', 'still waiting'],
  ['d5', 'closed without an answer, or waiting for the asker'],
] as const

function Depth({ depth }: { readonly depth: DepthView }) {
  const counts = [depth.byMembers, depth.byStaff, depth.waiting, depth.closed === 0 ? null : depth.closed]
  const parts = DEPTH_WORDS.flatMap(([tone, words], at) => {
    const count = counts[at]
    return count === null || count === undefined ? [] : [{ tone, words, count }]
  })
  const tops = depthTops(parts.map((part) => part.count))
  return (
    <section aria-labelledby="depth">
      <p className="depth-h" id="depth">
        How deep last month’s {counted(depth.total, 'question')} went
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
              <b>{figure(part.count)}</b> {part.words}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
