import { articlesDeskWords } from '#app/features/knowledge/words/desk.ts'
import { figureIn, listIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Table } from '#app/ui/table.tsx'
import { Filters, Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import { DESK_TABS, type ArticlesDeskView, type WantedView } from '../types.ts'
import { Feedback } from './feedback.tsx'
import { FoundList } from './found-list.tsx'
import { Phrasings } from './phrasings.tsx'

/** The desk's articles: what is worked on, what waits, what readers said, what is wanted. */
export function ArticlesDeskPage({ view }: { readonly view: ArticlesDeskView }) {
  const t = useWords(articlesDeskWords)
  const to = (page: string | null) => (page === null ? null : address('/desk/articles', { tab: view.tab, page }))
  const isEmpty = view.articles.length === 0 && view.feedback.length === 0 && view.wanted.length === 0
  return (
    <>
      <Filters
        tabs={
          <Tabs
            label={t('articles')}
            tabs={DESK_TABS.map((tab) => ({
              href: address('/desk/articles', { tab }),
              words: t(`tab.${tab}`),
              current: tab === view.tab,
              count: view.counts[tab] || null,
              urgent: tab === 'review' || tab === 'feedback',
            }))}
          />
        }
      >
        <a href="/desk/articles/sections">{t('sections')}</a>
        <LinkButton href="/kb/new" small>
          {t('writeAnArticle')}
        </LinkButton>
      </Filters>
      {view.found && (view.found.rows.length > 0 || view.tab === 'found') ? (
        <FoundList found={view.found} />
      ) : isEmpty ? (
        <Empty well="covered" title={t(`none.${view.tab}`)}>
          <p>{t(`comes.${view.tab}`)}</p>
          <a className="more" href="/desk/topics">
            {t('seeWhatPeopleAsk')}
          </a>
        </Empty>
      ) : view.tab === 'feedback' ? (
        <div className="column">
          <Feedback rows={view.feedback} action="/desk/articles" showArticle />
        </div>
      ) : view.tab === 'wanted' ? (
        <Wanted rows={view.wanted} />
      ) : (
        <Articles view={view} />
      )}
      <Paging newer={to(view.newer)} older={to(view.older)} />
    </>
  )
}

function Articles({ view }: { readonly view: ArticlesDeskView }) {
  const t = useWords(articlesDeskWords)
  return (
    <Table
      caption={t('articles')}
      rows={view.articles}
      keyOf={(row) => row.id}
      columns={[
        {
          head: t('article'),
          name: true,
          cell: (row) => (
            <a href={`/desk/articles/${row.id}`} dir="auto">
              {row.title}
            </a>
          ),
        },
        { head: t('category'), cell: (row) => row.category },
        { head: t('waits'), cell: (row) => t(`waits.${row.waitsFor}`) },
        { head: t('owner'), cell: (row) => row.owner ?? t('nobody') },
        {
          head: t('helped'),
          figures: true,
          cell: (row) =>
            row.voteCount === 0 ? '–' : t('helpedOf', { helpful: row.helpfulCount, votes: row.voteCount }),
        },
        { head: t('read'), figures: true, cell: (row) => figureIn(t.locale, row.readCount) },
        { head: t('changed'), cell: (row) => <Time at={row.updatedAt} /> },
      ]}
    />
  )
}

function Wanted({ rows }: { readonly rows: readonly WantedView[] }) {
  const t = useWords(articlesDeskWords)
  return (
    <Table
      caption={t('wantedArticles')}
      rows={rows}
      keyOf={(row) => row.key}
      columns={[
        {
          head: t('whatIsAsked'),
          name: true,
          cell: (row) =>
            row.topicId === null ? (
              <span dir="auto">{row.title}</span>
            ) : (
              <a href={`/desk/topics/${row.topicId}`} dir="auto">
                {row.title}
              </a>
            ),
        },
        { head: t('why'), cell: (row) => t(`why.${row.why}`, { count: row.count }) },
        { head: t('whatIsKnown'), cell: (row) => <Known row={row} /> },
        {
          head: t('act'),
          cell: (row) =>
            row.topicId === null ? (
              <a href={address('/kb/new', { title: row.title })}>{t('write')}</a>
            ) : (
              <form method="post" action="/desk/articles/new">
                <input type="hidden" name="topic" value={row.topicId} />
                <Button small aria-label={t('draftTitle', { title: row.title })}>
                  {t('draft')}
                </Button>
              </form>
            ),
        },
      ]}
    />
  )
}

/** How it is asked, what comes nearest to an answer, and who could write it. */
function Known({ row }: { readonly row: WantedView }) {
  const t = useWords(articlesDeskWords)
  return (
    <ul className="known">
      {row.phrasings.length > 0 && (
        <li dir="auto">{t.rich('alsoAskedAs', { phrasings: <Phrasings of={row.phrasings} /> })}</li>
      )}
      {row.threads.map((thread) => (
        <li key={thread.address}>
          <a href={thread.address} dir="auto">
            {thread.title}
          </a>
        </li>
      ))}
      {row.writers.length > 0 && (
        <li>
          {t('couldWrite', {
            names: listIn(
              t.locale,
              row.writers.map(({ name }) => name),
            ),
          })}
        </li>
      )}
    </ul>
  )
}
