import { Diff } from '#app/ui/diff.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { nameOf } from '#app/ui/person.tsx'
import type { ChangeView, RevisionRowView } from '../types.ts'

export interface ArticleHistoryPageProps {
  readonly view: {
    readonly title: string
    readonly address: string
    readonly revisions: readonly (RevisionRowView & { readonly changes: readonly ChangeView[] })[]
  }
}

/** What an article said before: every published revision with what it changed, newest first. */
export function ArticleHistoryPage({ view }: ArticleHistoryPageProps) {
  return (
    <div className="column">
      <nav className="crumbs" aria-label="Where you are">
        <a href="/kb">Articles</a>
        <span aria-hidden="true">/</span>
        <a href={view.address} dir="auto">
          {view.title}
        </a>
      </nav>
      <h1 className="title">What it said before</h1>
      {view.revisions.length === 0 && <Empty well="covered" title="Nothing of it was published yet." />}
      {view.revisions.map((one, at) => (
        <section key={one.number} id={`r${one.number}`}>
          <div className="sec">
            <h2>
              Revision {one.number}, <Time at={one.at} as="stamp" />
            </h2>
            <span className="meta">
              by {nameOf(one.by)}
              {one.reviewedBy && <>, reviewed by {one.reviewedBy}</>}
            </span>
          </div>
          {one.reason && <p>{one.reason}</p>}
          {at === view.revisions.length - 1 && <p className="meta">The first that was published.</p>}
          {one.changes.length > 0 && <Diff pieces={one.changes} whole={at === view.revisions.length - 1} />}
        </section>
      ))}
    </div>
  )
}
