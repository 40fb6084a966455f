import { articleWords } from '#app/features/knowledge/words/article.ts'
import { useWords } from '#app/locale/react.tsx'
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
  const t = useWords(articleWords)
  return (
    <div className="column">
      <nav className="crumbs" aria-label={t('whereYou')}>
        <a href="/kb">{t('articles')}</a>
        <span aria-hidden="true">/</span>
        <a href={view.address} dir="auto">
          {view.title}
        </a>
      </nav>
      <h1 className="title">{t('history.title')}</h1>
      {view.revisions.length === 0 && <Empty well="covered" title={t('history.none')} />}
      {view.revisions.map((one, at) => (
        <section key={one.number} id={`r${one.number}`}>
          <div className="sec">
            <h2>{t.rich('history.revision', { number: one.number, time: <Time at={one.at} as="stamp" /> })}</h2>
            <span className="meta">
              {one.reviewedBy === null
                ? t('history.by', { by: nameOf(one.by, t.locale) })
                : t('history.byReviewed', { by: nameOf(one.by, t.locale), reviewedBy: one.reviewedBy })}
            </span>
          </div>
          {one.reason && <p>{one.reason}</p>}
          {at === view.revisions.length - 1 && <p className="meta">{t('history.first')}</p>}
          {one.changes.length > 0 && <Diff pieces={one.changes} whole={at === view.revisions.length - 1} />}
        </section>
      ))}
    </div>
  )
}
