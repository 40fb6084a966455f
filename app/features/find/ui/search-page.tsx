import type { CategoryRef } from '#app/features/catalogue/types.ts'
import { THREAD_KINDS } from '#app/features/forum/types.ts'
import { hasAnswers, KIND_WORDS } from '#app/features/forum/ui/kinds.ts'
import { RowCounts } from '#app/features/forum/ui/thread-row.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon, Well, wellWords } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import type { SearchFilters, SearchHitView, SearchPageView } from '../types.ts'

export interface SearchPageProps {
  readonly view: SearchPageView
  /** Categories one may look in, for the filter. */
  readonly categories?: readonly CategoryRef[]
}

const STATES = {
  all: 'All',
  open: 'No answer yet',
  answered: 'Answered',
  solved: 'Solved',
} as const
const SPANS = {
  any: 'any time',
  week: 'this week',
  month: 'this month',
  year: 'this year',
} as const

/** What was found: the words again, one line of result, rows with what they said, and the way to ask. */
export function SearchPage({ view, categories = [] }: SearchPageProps) {
  const { query, hits } = view
  return (
    <>
      <h1 className="hide">{query === '' ? 'Search' : `Search for ${query}`}</h1>
      <BigSearch again query={query} kept={keptFilters(view.filters)} />
      {view.unavailable ? (
        <Unavailable />
      ) : query === '' ? (
        <Empty title="Say it in your own words.">
          <p>As you would tell a friend: what you did, what happened, which words the screen showed.</p>
          <a className="more" href="/threads">
            Or look through all threads
          </a>
        </Empty>
      ) : (
        <>
          <p className="result" role="status">
            {view.corrected !== null && <Corrected view={view} corrected={view.corrected} />}
            {view.also !== null && <Also view={view} also={view.also} />}
            {resultWords(view)}
          </p>
          <SearchFiltersBar view={view} categories={categories} />
          <ArticleHits view={view} />
          {hits.length > 0 ? (
            <ul className="rows">
              {hits.map((hit) => (
                <Hit key={hit.id} hit={hit} />
              ))}
            </ul>
          ) : view.articles.length > 0 ? null : (
            <NothingFound view={view} />
          )}
          <Paging
            newer={view.newer === null ? null : searchAddress(view, { page: view.newer })}
            older={view.older === null ? null : searchAddress(view, { page: view.older })}
            words={{ newer: 'Better matches', older: 'Further matches' }}
          />
          {(hits.length > 0 || view.articles.length > 0) && (
            <div className="promise">
              <Icon name="clock" />
              <p>
                None of these?{' '}
                <a className="link" href={address('/ask', { title: query })}>
                  Ask it
                </a>
                . Members answer, and it stays for the next person.
              </p>
            </div>
          )}
        </>
      )}
    </>
  )
}

/** Says what was searched for instead, with the way back. */
function Corrected({ view, corrected }: { readonly view: SearchPageView; readonly corrected: string }) {
  return (
    <>
      Showing <em dir="auto">{corrected}</em>. Search for{' '}
      <a className="link" href={searchAddress(view, { exact: true })} dir="auto">
        {view.query}
      </a>{' '}
      instead.{' '}
    </>
  )
}

/** Says what else was searched for, with the way to less. */
function Also({ view, also }: { readonly view: SearchPageView; readonly also: string }) {
  return (
    <>
      Also showing <em dir="auto">{also}</em>. Search only for{' '}
      <a className="link" href={searchAddress(view, { exact: true })} dir="auto">
        {view.query}
      </a>
      .{' '}
    </>
  )
}

function keptFilters(filters: SearchFilters): Readonly<Record<string, string>> {
  return {
    ...(filters.what !== 'all' && { what: filters.what }),
    ...(filters.state !== 'all' && { state: filters.state }),
    ...(filters.kind !== 'all' && { kind: filters.kind }),
    ...(filters.category !== null && { category: filters.category }),
    ...(filters.tag !== null && { tag: filters.tag }),
    ...(filters.since !== 'any' && { since: filters.since }),
  }
}

function searchAddress(
  view: SearchPageView,
  changed: Partial<SearchFilters> & { readonly page?: string; readonly exact?: boolean },
): string {
  const { page, exact = view.exact, ...filters } = changed
  return address('/search', {
    q: view.query,
    ...keptFilters({ ...view.filters, ...filters }),
    exact: exact ? '1' : null,
    page: page ?? null,
  })
}

function resultWords({ count, matched, hits, articleCount, filters }: SearchPageView): string {
  if (filters.what === 'articles') {
    return articleCount === 0 ? 'Nothing found.' : `${counted(count.number, 'article')}.`
  }
  if (hits.length === 0) {
    return articleCount === 0 ? 'Nothing found.' : `No thread, but ${counted(articleCount, 'article')}.`
  }
  const number = count.more ? `More than ${figure(count.number)} threads` : counted(count.number, 'thread')
  const before = articleCount === 0 ? '' : `${counted(articleCount, 'article')} and `
  return matched === 'all'
    ? `${before}${count.more && before !== '' ? `m${number.slice(1)}` : number}.`
    : `No thread has all of these words. ${number} with some of them, the closest first.`
}

interface BarProps {
  readonly view: SearchPageView
  readonly categories: readonly CategoryRef[]
}

function SearchFiltersBar({ view, categories }: BarProps) {
  const { filters } = view
  const chosen = categories.find((category) => category.slug === filters.category)
  return (
    <Filters
      tabs={
        <Tabs
          label="State"
          tabs={[
            ...(['all', 'open', 'answered', 'solved'] as const).map((state) => ({
              href: searchAddress(view, { state, what: 'all' }),
              words: STATES[state],
              current: state === filters.state && filters.what === 'all',
            })),
            {
              href: searchAddress(view, { what: 'articles', state: 'all', kind: 'all' }),
              words: 'Articles',
              current: filters.what === 'articles',
            },
          ]}
        />
      }
    >
      <Pick
        label="Kind"
        value={filters.kind === 'all' ? 'all' : KIND_WORDS[filters.kind].toLowerCase()}
        options={(['all', ...THREAD_KINDS] as const).map((kind) => ({
          href: searchAddress(view, { kind }),
          words: kind === 'all' ? 'all' : KIND_WORDS[kind].toLowerCase(),
          current: kind === filters.kind,
        }))}
      />
      {(categories.length > 0 || filters.category !== null) && (
        <Pick
          label="Category"
          value={filters.category === null ? 'all' : (chosen?.name ?? filters.category)}
          options={[
            {
              href: searchAddress(view, { category: null }),
              words: 'all',
              current: filters.category === null,
            },
            ...categories.map((category) => ({
              href: searchAddress(view, { category: category.slug }),
              words: category.name,
              current: category.slug === filters.category,
            })),
          ]}
        />
      )}
      {filters.tag !== null && (
        <Pick
          label="Tag"
          value={filters.tag}
          options={[{ href: searchAddress(view, { tag: null }), words: 'all', current: false }]}
        />
      )}
      <Pick
        label="Asked"
        value={SPANS[filters.since]}
        options={(['any', 'week', 'month', 'year'] as const).map((since) => ({
          href: searchAddress(view, { since }),
          words: SPANS[since],
          current: since === filters.since,
        }))}
      />
    </Filters>
  )
}

/** What answers for good stands before what others asked. */
function ArticleHits({ view }: { readonly view: SearchPageView }) {
  if (view.articles.length === 0) return null
  const isAlone = view.filters.what === 'articles'
  const more = view.articleCount > view.articles.length
  return (
    <section className="found-articles" aria-label="Articles">
      {!isAlone && (
        <SectionHead
          title="Articles"
          {...(more && {
            link: {
              href: searchAddress(view, { what: 'articles' }),
              words: `All ${figure(view.articleCount)}`,
            },
          })}
        />
      )}
      <ul className="rows">
        {view.articles.map((hit) => (
          <li className="row plain" key={hit.id}>
            <Well state="covered" label="Article" />
            <div>
              <h2 className="row-title">
                <a href={hit.address} dir="auto" dangerouslySetInnerHTML={{ __html: hit.titleHtml }} />
              </h2>
              {hit.excerptHtml !== '' && (
                <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
              )}
              <p className="meta">
                Article · {hit.place}
                {hit.helpfulCount > 0 && <> · helped {counted(hit.helpfulCount, 'reader')}</>}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {!isAlone && view.hits.length > 0 && <SectionHead title="Threads" />}
    </section>
  )
}

function Hit({ hit }: { readonly hit: SearchHitView }) {
  return (
    <li className="row">
      <Well state={hit.state} label={wellWords(hit.state, hasAnswers(hit.kind))} />
      <div>
        <h2 className="row-title">
          <a href={hit.address} dir="auto" dangerouslySetInnerHTML={{ __html: hit.titleHtml }} />
        </h2>
        {hit.excerptHtml !== '' && (
          <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
        )}
        <p className="meta">
          {hit.kind !== 'question' && <span className="kind">{KIND_WORDS[hit.kind]} · </span>}
          {`${hit.categoryName} · asked `}
          <Time at={hit.createdAt} as="day" />
        </p>
      </div>
      <RowCounts {...hit} />
    </li>
  )
}

function NothingFound({ view }: { readonly view: SearchPageView }) {
  const isNarrow = Object.keys(keptFilters(view.filters)).length > 0
  return (
    <Empty title={`Nothing found for “${view.query}”.`}>
      <p>
        {isNarrow
          ? 'The filters may be too narrow. Or ask it; the next person will find it.'
          : 'Fewer or other words may find it. Or ask it; the next person will find it.'}
      </p>
      <p className="form-acts">
        <LinkButton href={address('/ask', { title: view.query })} look="primary">
          Ask this
        </LinkButton>
        {isNarrow && (
          <a className="link" href={address('/search', { q: view.query })}>
            Search without filters
          </a>
        )}
      </p>
    </Empty>
  )
}

function Unavailable() {
  return (
    <>
      <div className="gap-above">
        <Notice tone="signal">
          <b>Searching is away for a moment.</b> Reading and asking go on. Try again in a minute.
        </Notice>
      </div>
      <p className="form-acts">
        <a className="more" href="/threads">
          All threads
        </a>
        <a className="more" href="/unanswered">
          Waiting for an answer
        </a>
      </p>
    </>
  )
}
