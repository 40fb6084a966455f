import { Categories } from '#app/features/catalogue/ui/category-list.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import {
  LIST_SPANS,
  LIST_STATES,
  THREAD_KINDS,
  type ListFilters,
  type ListOrder,
  type ListSpan,
  type ListState,
  type ListSubject,
  type ThreadKind,
  type ThreadListView,
} from '../types.ts'
import { ThreadRows } from './thread-row.tsx'

export interface ThreadListPageProps {
  readonly view: ThreadListView
}

const STATE_WORDS: Readonly<Record<ListState, string>> = {
  all: 'All',
  open: 'No answer yet',
  answered: 'Answered',
  solved: 'Solved',
}

const KIND_WORDS: Readonly<Record<ThreadKind | 'all', string>> = {
  all: 'all',
  question: 'questions',
  problem: 'problems',
  idea: 'ideas',
  praise: 'praise',
}

const SPAN_WORDS: Readonly<Record<ListSpan, string>> = {
  any: 'any time',
  week: 'this week',
  month: 'this month',
  year: 'this year',
}

const ORDER_WORDS: Readonly<Record<ListOrder, string>> = {
  new: 'newest',
  active: 'last moved',
  'same-here': 'most same here',
  waiting: 'longest waiting',
}

/** A list of threads: of a category, a tag, all, or those that wait. */
export function ThreadListPage({ view }: ThreadListPageProps) {
  const { subject, rows, filters } = view
  const to = (changed: Partial<ListFilters> & { readonly page?: string | null }) => listAddress(view, changed)
  const narrowed =
    filters.kind !== 'all' ||
    // Those that wait are in one state by what they are.
    (filters.state !== 'all' && subject.type !== 'unanswered') ||
    filters.tag !== null ||
    filters.since !== 'any'
  return (
    <>
      <ListHead subject={subject} />
      {subject.type === 'all' && subject.categories.length > 0 && (
        <details className="fold">
          <summary>{counted(subject.categories.length, 'category', 'categories')}</summary>
          <Categories categories={subject.categories} />
        </details>
      )}
      <ListFiltersBar view={view} to={to} />
      {rows.length > 0 ? (
        <ThreadRows
          rows={rows}
          level={2}
          right={subject.type === 'unanswered' ? 'due' : 'counts'}
          showCategory={subject.type !== 'category'}
        />
      ) : (
        <Nothing subject={subject} narrowed={narrowed} reset={pathOf(subject)} />
      )}
      <Paging
        newer={view.newer === null ? null : to({ page: view.newer })}
        older={view.older === null ? null : to({ page: view.older })}
        {...(filters.order !== 'new' && { words: { newer: 'Back', older: 'Further' } })}
      />
    </>
  )
}

function pathOf(subject: ListSubject): string {
  switch (subject.type) {
    case 'all':
      return '/threads'
    case 'unanswered':
      return '/unanswered'
    case 'category':
      return `/c/${subject.category.slug}`
    case 'tag':
      return `/tags/${encodeURIComponent(subject.name)}`
  }
}

function listAddress(
  { subject, filters, defaultOrder }: ThreadListView,
  changed: Partial<ListFilters> & { readonly page?: string | null },
): string {
  const all = { ...filters, ...changed }
  return address(pathOf(subject), {
    state: all.state === 'all' ? null : all.state,
    kind: all.kind === 'all' ? null : all.kind,
    tag: all.tag,
    since: all.since === 'any' ? null : all.since,
    order: all.order === defaultOrder ? null : all.order,
    page: changed.page ?? null,
  })
}

function ListHead({ subject }: { readonly subject: ListSubject }) {
  switch (subject.type) {
    case 'all':
      return (
        <header className="page-h">
          <h1 className="title">Threads</h1>
          <p className="lead">Everything that was asked, reported, proposed and praised here.</p>
        </header>
      )
    case 'unanswered':
      return (
        <header className="page-h">
          <h1 className="title">Waiting for an answer</h1>
          <p className="lead">
            {subject.waitingCount === 0
              ? 'Nothing waits here just now.'
              : `${counted(subject.waitingCount, 'question waits', 'questions wait')}, the longest first.`}{' '}
            {subject.lateCount > 0 && <b className="late-word">{figure(subject.lateCount)} are late.</b>}
          </p>
        </header>
      )
    case 'category':
      return (
        <header className="page-h">
          <nav className="crumbs" aria-label="Where you are">
            <a href="/threads">Threads</a>
          </nav>
          <h1 className="title">{subject.category.name}</h1>
          <p className="lead">{subject.category.description}</p>
          {subject.category.access !== 'public' && (
            <p className="state">
              <Icon name="private" />
              {subject.category.access === 'members' ? 'For members only' : 'For some roles only'}
            </p>
          )}
          {subject.promise !== null && (
            <div className="promise">
              <Icon name="clock" />
              <p>{subject.promise}</p>
            </div>
          )}
        </header>
      )
    case 'tag':
      return (
        <header className="page-h">
          <nav className="crumbs" aria-label="Where you are">
            <a href="/threads">Threads</a>
            <span aria-hidden="true">/</span>
            <span>Tag</span>
          </nav>
          <h1 className="title" dir="auto">
            {subject.name}
          </h1>
          <p className="lead">{counted(subject.threadCount, 'thread carries', 'threads carry')} this tag.</p>
        </header>
      )
  }
}

interface BarProps {
  readonly view: ThreadListView
  readonly to: (changed: Partial<ListFilters>) => string
}

function ListFiltersBar({ view, to }: BarProps) {
  const { subject, filters, tags } = view
  const orders: readonly ListOrder[] =
    subject.type === 'unanswered' ? ['waiting', 'new', 'same-here'] : ['active', 'new', 'same-here', 'waiting']
  return (
    <Filters
      tabs={
        subject.type === 'unanswered' ? (
          <span />
        ) : (
          <Tabs
            label="State"
            tabs={LIST_STATES.map((state) => ({
              href: to({ state }),
              words: STATE_WORDS[state],
              current: state === filters.state,
            }))}
          />
        )
      }
    >
      <Pick
        label="Kind"
        value={KIND_WORDS[filters.kind]}
        options={(['all', ...THREAD_KINDS] as const).map((kind) => ({
          href: to({ kind }),
          words: KIND_WORDS[kind],
          current: kind === filters.kind,
        }))}
      />
      {subject.type !== 'tag' && (tags.length > 0 || filters.tag !== null) && (
        <Pick
          label="Tag"
          value={filters.tag ?? 'all'}
          options={[
            { href: to({ tag: null }), words: 'all', current: filters.tag === null },
            ...tags.map((tag) => ({ href: to({ tag }), words: tag, current: tag === filters.tag })),
          ]}
        />
      )}
      <Pick
        label="Asked"
        value={SPAN_WORDS[filters.since]}
        options={LIST_SPANS.map((since) => ({
          href: to({ since }),
          words: SPAN_WORDS[since],
          current: since === filters.since,
        }))}
      />
      <Pick
        label="Order"
        value={ORDER_WORDS[filters.order]}
        options={orders.map((order) => ({
          href: to({ order }),
          words: ORDER_WORDS[order],
          current: order === filters.order,
        }))}
      />
    </Filters>
  )
}

interface NothingProps {
  readonly subject: ListSubject
  readonly narrowed: boolean
  readonly reset: string
}

function Nothing({ subject, narrowed, reset }: NothingProps) {
  if (narrowed) {
    return (
      <Empty title="Nothing fits all of these.">
        <p>Fewer filters show more.</p>
        <a className="more" href={reset}>
          Show all of them
        </a>
      </Empty>
    )
  }
  if (subject.type === 'unanswered') {
    return (
      <Empty well="covered" title="Nothing is waiting.">
        <p>A question stands here until somebody has answered it.</p>
        <a className="more" href="/threads">
          See all threads
        </a>
      </Empty>
    )
  }
  return (
    <Empty title="Nobody has asked here yet.">
      <p>The first question makes the place useful for the second person.</p>
      <p>
        <a
          className="button primary"
          href={address('/ask', {
            category: subject.type === 'category' ? subject.category.slug : null,
          })}
        >
          Ask the first one
        </a>
      </p>
    </Empty>
  )
}
