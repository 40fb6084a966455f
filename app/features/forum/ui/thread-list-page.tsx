import { Categories } from '#app/features/catalogue/ui/category-list.tsx'
import { useWords } from '#app/locale/react.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import {
  LIST_SPANS,
  LIST_STATES,
  THREAD_KINDS,
  type ListFilters,
  type ListOrder,
  type ListSubject,
  type ThreadListView,
} from '../types.ts'
import { listWords } from '../words/lists.ts'
import { ThreadRows } from './thread-row.tsx'

export interface ThreadListPageProps {
  readonly view: ThreadListView
}

/** A list of threads: of a category, a tag, all, or those that wait. */
export function ThreadListPage({ view }: ThreadListPageProps) {
  const t = useWords(listWords)
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
      <ListHead subject={subject} order={filters.order} />
      {subject.type === 'all' && subject.categories.length > 0 && (
        <details className="fold">
          <summary>{t('categories', { count: subject.categories.length })}</summary>
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
        {...(filters.order !== 'new' && { words: { newer: t('back'), older: t('further') } })}
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

interface ListHeadProps {
  readonly subject: ListSubject
  readonly order: ListOrder
}

function ListHead({ subject, order }: ListHeadProps) {
  const t = useWords(listWords)
  switch (subject.type) {
    case 'all':
      return (
        <header className="page-h">
          <h1 className="title">{t('threads')}</h1>
          <p className="lead">{t('lead')}</p>
        </header>
      )
    case 'unanswered':
      return (
        <header className="page-h">
          <h1 className="title">{t('unanswered.title')}</h1>
          <p className="lead">
            {subject.waitingCount === 0 ? t('unanswered.none') : t(waitingLead(order), { count: subject.waitingCount })}{' '}
            {subject.lateCount > 0 && <b className="late-word">{t('unanswered.late', { count: subject.lateCount })}</b>}
          </p>
        </header>
      )
    case 'category':
      return (
        <header className="page-h">
          <nav className="crumbs" aria-label={t('crumbs')}>
            <a href="/threads">{t('threads')}</a>
          </nav>
          <h1 className="title">{subject.category.name}</h1>
          <p className="lead">{subject.category.description}</p>
          {subject.category.access !== 'public' && (
            <p className="state">
              <Icon name="private" />
              {t(`category.${subject.category.access}`)}
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
          <nav className="crumbs" aria-label={t('crumbs')}>
            <a href="/threads">{t('threads')}</a>
            <span aria-hidden="true">/</span>
            <span>{t('tag')}</span>
          </nav>
          <h1 className="title" dir="auto">
            {subject.name}
          </h1>
          <p className="lead">{t('tag.lead', { count: subject.threadCount })}</p>
        </header>
      )
  }
}

/** How many wait, with what stands first among them. */
function waitingLead(order: ListOrder): 'unanswered.lead' | 'unanswered.lead.due' | 'unanswered.lead.other' {
  if (order === 'waiting') return 'unanswered.lead'
  return order === 'due' ? 'unanswered.lead.due' : 'unanswered.lead.other'
}

interface BarProps {
  readonly view: ThreadListView
  readonly to: (changed: Partial<ListFilters>) => string
}

function ListFiltersBar({ view, to }: BarProps) {
  const t = useWords(listWords)
  const { subject, filters, tags } = view
  const orders = ordersOf(view)
  return (
    <Filters
      tabs={
        subject.type === 'unanswered' ? (
          <span />
        ) : (
          <Tabs
            label={t('state')}
            tabs={LIST_STATES.map((state) => ({
              href: to({ state }),
              words: t(`state.${state}`),
              current: state === filters.state,
            }))}
          />
        )
      }
    >
      <Pick
        label={t('kind')}
        value={t(`kind.${filters.kind}`)}
        options={(['all', ...THREAD_KINDS] as const).map((kind) => ({
          href: to({ kind }),
          words: t(`kind.${kind}`),
          current: kind === filters.kind,
        }))}
      />
      {subject.type !== 'tag' && (tags.length > 0 || filters.tag !== null) && (
        <Pick
          label={t('filter.tag')}
          value={filters.tag ?? t('tag.all')}
          options={[
            { href: to({ tag: null }), words: t('tag.all'), current: filters.tag === null },
            ...tags.map((tag) => ({ href: to({ tag }), words: tag, current: tag === filters.tag })),
          ]}
        />
      )}
      <Pick
        label={t('asked')}
        value={t(`since.${filters.since}`)}
        options={LIST_SPANS.map((since) => ({
          href: to({ since }),
          words: t(`since.${since}`),
          current: since === filters.since,
        }))}
      />
      <Pick
        label={t('order')}
        value={t(`order.${filters.order}`)}
        options={orders.map((order) => ({
          href: to({ order }),
          words: t(`order.${order}`),
          current: order === filters.order,
        }))}
      />
    </Filters>
  )
}

/** By what a list can be ordered; by due times only where it is by itself. */
function ordersOf({ subject, defaultOrder }: ThreadListView): readonly ListOrder[] {
  if (subject.type !== 'unanswered') return ['active', 'new', 'same-here', 'waiting']
  return defaultOrder === 'due' ? ['due', 'waiting', 'new', 'same-here'] : ['waiting', 'new', 'same-here']
}

interface NothingProps {
  readonly subject: ListSubject
  readonly narrowed: boolean
  readonly reset: string
}

function Nothing({ subject, narrowed, reset }: NothingProps) {
  const t = useWords(listWords)
  if (narrowed) {
    return (
      <Empty title={t('narrow.title')}>
        <p>{t('narrow.text')}</p>
        <a className="more" href={reset}>
          {t('narrow.reset')}
        </a>
      </Empty>
    )
  }
  if (subject.type === 'unanswered') {
    return (
      <Empty well="covered" title={t('covered.title')}>
        <p>{t('covered.text')}</p>
        <a className="more" href="/threads">
          {t('covered.all')}
        </a>
      </Empty>
    )
  }
  return (
    <Empty title={t('empty.title')}>
      <p>{t('empty.text')}</p>
      <p>
        <a
          className="button primary"
          href={address('/ask', {
            category: subject.type === 'category' ? subject.category.slug : null,
          })}
        >
          {t('empty.ask')}
        </a>
      </p>
    </Empty>
  )
}
