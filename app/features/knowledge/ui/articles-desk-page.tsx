import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Table } from '#app/ui/table.tsx'
import { Filters, Tabs } from '#app/ui/tabs.tsx'
import { address, figure } from '#app/ui/words.ts'
import type { ArticlesDeskView, DeskTab, WantedView } from '../types.ts'
import { Feedback } from './feedback.tsx'

const TAB_WORDS: Readonly<Record<DeskTab, string>> = {
  work: 'In work',
  review: 'To review',
  feedback: 'What readers said',
  wanted: 'Wanted',
  published: 'Published',
}

const EMPTY: Readonly<Record<DeskTab, { readonly title: string; readonly words: string }>> = {
  work: { title: 'Nobody works on an article.', words: 'A topic or a solved thread makes a draft in one act.' },
  review: { title: 'Nothing waits for a review.', words: 'What staff submit and members propose comes here.' },
  feedback: { title: 'No reader has a complaint.', words: 'Whoever says “Not quite” under an article is heard here.' },
  wanted: { title: 'Nothing is wanted.', words: 'Topics without an article and searches without a hit come here.' },
  published: { title: 'Nothing is published yet.', words: 'Once a draft was reviewed it can go out.' },
}

/** The desk's articles: what is worked on, what waits, what readers said, what is wanted. */
export function ArticlesDeskPage({ view }: { readonly view: ArticlesDeskView }) {
  const to = (page: string | null) => (page === null ? null : address('/desk/articles', { tab: view.tab, page }))
  const isEmpty = view.articles.length === 0 && view.feedback.length === 0 && view.wanted.length === 0
  return (
    <>
      <Filters
        tabs={
          <Tabs
            label="Articles"
            tabs={(Object.keys(TAB_WORDS) as DeskTab[]).map((tab) => ({
              href: address('/desk/articles', { tab }),
              words: TAB_WORDS[tab],
              current: tab === view.tab,
              count: view.counts[tab] || null,
              urgent: tab === 'review' || tab === 'feedback',
            }))}
          />
        }
      >
        <a href="/desk/articles/sections">Sections</a>
        <LinkButton href="/kb/new" small>
          Write an article
        </LinkButton>
      </Filters>
      {isEmpty ? (
        <Empty well="covered" title={EMPTY[view.tab].title}>
          <p>{EMPTY[view.tab].words}</p>
          <a className="more" href="/desk/topics">
            See what people ask most
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
  return (
    <Table
      caption="Articles"
      rows={view.articles}
      keyOf={(row) => row.id}
      columns={[
        {
          head: 'Article',
          name: true,
          cell: (row) => (
            <a href={`/desk/articles/${row.id}`} dir="auto">
              {row.title}
            </a>
          ),
        },
        { head: 'Category', cell: (row) => row.category },
        { head: 'Waits', cell: (row) => row.waitsFor },
        { head: 'Owner', cell: (row) => row.owner ?? 'nobody' },
        {
          head: 'Helped',
          figures: true,
          cell: (row) => (row.voteCount === 0 ? '–' : `${figure(row.helpfulCount)} of ${figure(row.voteCount)}`),
        },
        { head: 'Read', figures: true, cell: (row) => figure(row.readCount) },
        { head: 'Changed', cell: (row) => <Time at={row.updatedAt} /> },
      ]}
    />
  )
}

function Wanted({ rows }: { readonly rows: readonly WantedView[] }) {
  return (
    <Table
      caption="Wanted articles"
      rows={rows}
      keyOf={(row) => row.key}
      columns={[
        {
          head: 'What is asked',
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
        { head: 'Why', cell: (row) => row.why },
        {
          head: 'Act',
          cell: (row) =>
            row.topicId === null ? (
              <a href={address('/kb/new', { title: row.title })}>Write</a>
            ) : (
              <form method="post" action="/desk/articles/new">
                <input type="hidden" name="topic" value={row.topicId} />
                <Button small aria-label={`Draft: ${row.title}`}>
                  Draft
                </Button>
              </form>
            ),
        },
      ]}
    />
  )
}
