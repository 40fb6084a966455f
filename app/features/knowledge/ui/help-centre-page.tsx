import { helpCentreWords } from '#app/features/knowledge/words/help-centre.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import type { ArticleListView, ArticleRowView, HelpCentreView, ShelfView } from '../types.ts'
import { ArticleRows } from './article-rows.tsx'

/** The help centre: search first, then the shelves, what most people read, and what is new. */
export function HelpCentrePage({ view, canWrite }: { readonly view: HelpCentreView; readonly canWrite: boolean }) {
  const t = useWords(helpCentreWords)
  return (
    <>
      <header className="kb-hero">
        <h1 className="title">{t('whatOthersAskedAnswered')}</h1>
        <BigSearch />
        <p className="meta">
          {t('articleCount', { count: view.articleCount })}
          {canWrite && (
            <>
              {' · '}
              <a href="/kb/new">{t('writeOne')}</a>
            </>
          )}
        </p>
      </header>
      {view.articleCount === 0 ? (
        <Empty well="covered" title={t('nothingIsPublishedYet')}>
          <p>{t('articlesAreMadeFrom')}</p>
          <a className="more" href="/threads">
            {t('seeWhatOthersAsked')}
          </a>
        </Empty>
      ) : (
        <div className="stack">
          {view.popular.length > 0 && (
            <section>
              <SectionHead title={t('readMost')} />
              <ArticleRows rows={view.popular} showCategory />
            </section>
          )}
          <section>
            <SectionHead title={t('bySubject')} />
            <div className="shelves">
              {view.shelves.map((shelf) => (
                <Shelf key={shelf.category.id} shelf={shelf} />
              ))}
            </div>
          </section>
          <section>
            <SectionHead title={t('fresh')} />
            <ArticleRows rows={view.fresh} showCategory />
          </section>
          <section className="still">
            <h2>{t('notHereSomeoneHere')}</h2>
            <p>{t('askTheCommunityWhat')}</p>
            <p>
              <LinkButton href="/ask">{t('ask')}</LinkButton>
            </p>
          </section>
        </div>
      )}
    </>
  )
}

function Shelf({ shelf }: { readonly shelf: ShelfView }) {
  const t = useWords(helpCentreWords)
  const all = `/kb/in/${shelf.category.slug}`
  return (
    <section className="shelf">
      <div className="sec">
        <h2>
          <a href={all}>{shelf.category.name}</a>
        </h2>
        <span className="meta">{figureIn(t.locale, shelf.articleCount)}</span>
      </div>
      {shelf.sections.map((section) => (
        <div key={section.slug}>
          {section.name !== '' && (
            <h3>
              {section.slug ? (
                <a href={address(all, { section: section.slug })}>{section.name}</a>
              ) : (
                (section.name ?? t('otherArticles'))
              )}
            </h3>
          )}
          <ShelfList rows={section.articles} />
          {section.articleCount > section.articles.length && (
            <a className="more" href={address(all, { section: section.slug })}>
              {t('allOfThem', { count: section.articleCount })}
            </a>
          )}
        </div>
      ))}
    </section>
  )
}

function ShelfList({ rows }: { readonly rows: readonly ArticleRowView[] }) {
  return (
    <ul className="shelf-list">
      {rows.map((row) => (
        <li key={row.id}>
          <a href={row.address} dir="auto">
            {row.title}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The articles of one category or section. */
export function ArticleListPage({ view }: { readonly view: ArticleListView }) {
  const t = useWords(helpCentreWords)
  const base = `/kb/in/${view.category.slug}`
  const to = (page: string | null) => (page === null ? null : address(base, { section: view.section, page }))
  return (
    <div className="column">
      <nav className="crumbs" aria-label={t('whereYou')}>
        <a href="/kb">{t('articles')}</a>
        {view.section !== null && (
          <>
            <span aria-hidden="true">/</span>
            <a href={base}>{view.category.name}</a>
          </>
        )}
      </nav>
      <header className="page-h">
        <h1 className="title">{view.title}</h1>
        {view.description && <p className="lead">{view.description}</p>}
      </header>
      {view.sections.length > 0 && (
        <Tabs
          label={t('sections')}
          tabs={[
            { href: base, words: t('all'), current: view.section === null },
            ...view.sections.map((one) => ({
              href: address(base, { section: one.slug }),
              words: one.name,
              current: one.slug === view.section,
              count: one.articleCount,
            })),
          ]}
        />
      )}
      {view.rows.length === 0 ? (
        <Empty well="covered" title={t('noArticleStandsHere')}>
          <a className="more" href="/kb">
            {t('allArticles')}
          </a>
        </Empty>
      ) : (
        <ArticleRows rows={view.rows} level={2} />
      )}
      <Paging newer={to(view.newer)} older={to(view.older)} />
    </div>
  )
}
