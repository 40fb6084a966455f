import type { ReactNode } from 'react'
import type { CategoryRef } from '#app/features/catalogue/types.ts'
import { THREAD_KINDS } from '#app/features/forum/types.ts'
import { hasAnswers } from '#app/features/forum/ui/kinds.ts'
import { RowCounts } from '#app/features/forum/ui/thread-row.tsx'
import { kindWords } from '#app/features/forum/words/kinds.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon, Well, wellWords } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import type { SearchFilters, SearchHitView, SearchPageView } from '../types.ts'
import { searchWords } from '../words/search.ts'

export interface SearchPageProps {
  readonly view: SearchPageView
  /** Categories one may look in, for the filter. */
  readonly categories?: readonly CategoryRef[]
}

type SearchSpeaker = PageSpeaker<typeof searchWords.messages>

const bold = (inner: ReactNode) => <b>{inner}</b>

/** What was found: the words again, one line of result, rows with what they said, and the way to ask. */
export function SearchPage({ view, categories = [] }: SearchPageProps) {
  const t = useWords(searchWords)
  const { query, hits } = view
  return (
    <>
      <h1 className="hide">{query === '' ? t('title') : t('title.query', { query })}</h1>
      <BigSearch again query={query} kept={keptFilters(view.filters)} />
      {view.unavailable ? (
        <Unavailable />
      ) : query === '' ? (
        <Empty title={t('start.title')}>
          <p>{t('start.text')}</p>
          <a className="more" href="/threads">
            {t('start.all')}
          </a>
        </Empty>
      ) : (
        <>
          <p className="result" role="status">
            {view.corrected !== null && <Corrected view={view} shown={view.corrected} />}
            {view.also !== null && <Also view={view} shown={view.also} />}
            {resultWords(view, t)}
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
            words={{ newer: t('better'), older: t('further') }}
          />
          {(hits.length > 0 || view.articles.length > 0) && (
            <div className="promise">
              <Icon name="clock" />
              <p>
                {t.rich('none', {
                  link: (inner) => (
                    <a className="link" href={address('/ask', { title: query })}>
                      {inner}
                    </a>
                  ),
                })}
              </p>
            </div>
          )}
        </>
      )}
    </>
  )
}

interface InsteadProps {
  readonly view: SearchPageView
  /** The words that were searched for. */
  readonly shown: string
}

/** Says what was searched for instead, with the way back. */
function Corrected({ view, shown }: InsteadProps) {
  const t = useWords(searchWords)
  return <>{t.rich('corrected', { corrected: shown, query: view.query, em: emphasis, link: asTyped(view) })} </>
}

/** Says what else was searched for, with the way to less. */
function Also({ view, shown }: InsteadProps) {
  const t = useWords(searchWords)
  return <>{t.rich('also', { also: shown, query: view.query, em: emphasis, link: asTyped(view) })} </>
}

const emphasis = (inner: ReactNode) => <em dir="auto">{inner}</em>

/** Makes the link to what was typed and nothing else. */
const asTyped = (view: SearchPageView) => (inner: ReactNode) => (
  <a className="link" href={searchAddress(view, { exact: true })} dir="auto">
    {inner}
  </a>
)

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

function resultWords(view: SearchPageView, t: SearchSpeaker): string {
  const { count, matched, hits, articleCount: articles, filters } = view
  if (filters.what === 'articles') {
    return articles === 0 ? t('result.none') : t('result.articles', { articles: count.number })
  }
  if (hits.length === 0) return articles === 0 ? t('result.none') : t('result.onlyArticles', { articles })
  const { number: threads, more } = count
  if (matched === 'any') return t(more ? 'result.some.more' : 'result.some', { threads })
  return articles === 0
    ? t(more ? 'result.threads.more' : 'result.threads', { threads })
    : t(more ? 'result.both.more' : 'result.both', { articles, threads })
}

interface BarProps {
  readonly view: SearchPageView
  readonly categories: readonly CategoryRef[]
}

function SearchFiltersBar({ view, categories }: BarProps) {
  const t = useWords(searchWords)
  const { filters } = view
  const chosen = categories.find((category) => category.slug === filters.category)
  return (
    <Filters
      tabs={
        <Tabs
          label={t('state')}
          tabs={[
            ...(['all', 'open', 'answered', 'solved'] as const).map((state) => ({
              href: searchAddress(view, { state, what: 'all' }),
              words: t(`state.${state}`),
              current: state === filters.state && filters.what === 'all',
            })),
            {
              href: searchAddress(view, { what: 'articles', state: 'all', kind: 'all' }),
              words: t('articles'),
              current: filters.what === 'articles',
            },
          ]}
        />
      }
    >
      <Pick
        label={t('kind')}
        value={t(`kind.${filters.kind}`)}
        options={(['all', ...THREAD_KINDS] as const).map((kind) => ({
          href: searchAddress(view, { kind }),
          words: t(`kind.${kind}`),
          current: kind === filters.kind,
        }))}
      />
      {(categories.length > 0 || filters.category !== null) && (
        <Pick
          label={t('category')}
          value={filters.category === null ? t('category.all') : (chosen?.name ?? filters.category)}
          options={[
            {
              href: searchAddress(view, { category: null }),
              words: t('category.all'),
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
          label={t('tag')}
          value={filters.tag}
          options={[{ href: searchAddress(view, { tag: null }), words: t('tag.all'), current: false }]}
        />
      )}
      <Pick
        label={t('asked')}
        value={t(`since.${filters.since}`)}
        options={(['any', 'week', 'month', 'year'] as const).map((since) => ({
          href: searchAddress(view, { since }),
          words: t(`since.${since}`),
          current: since === filters.since,
        }))}
      />
    </Filters>
  )
}

/** What answers for good stands before what others asked. */
function ArticleHits({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  if (view.articles.length === 0) return null
  const isAlone = view.filters.what === 'articles'
  const more = view.articleCount > view.articles.length
  return (
    <section className="found-articles" aria-label={t('articles')}>
      {!isAlone && (
        <SectionHead
          title={t('articles')}
          {...(more && {
            link: {
              href: searchAddress(view, { what: 'articles' }),
              words: t('allArticles', { count: view.articleCount }),
            },
          })}
        />
      )}
      <ul className="rows">
        {view.articles.map((hit) => (
          <li className="row plain" key={hit.id}>
            <Well state="covered" label={t('article')} />
            <div>
              <h2 className="row-title">
                <a href={hit.address} dir="auto" dangerouslySetInnerHTML={{ __html: hit.titleHtml }} />
              </h2>
              {hit.excerptHtml !== '' && (
                <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
              )}
              <p className="meta">
                {t('article')} · {hit.place}
                {hit.helpfulCount > 0 && ` · ${t('helped', { count: hit.helpfulCount })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {!isAlone && view.hits.length > 0 && <SectionHead title={t('threads')} />}
    </section>
  )
}

function Hit({ hit }: { readonly hit: SearchHitView }) {
  const t = useWords(searchWords)
  const ofKinds = useWords(kindWords)
  return (
    <li className="row">
      <Well state={hit.state} label={wellWords(hit.state, hasAnswers(hit.kind), t.locale)} />
      <div>
        <h2 className="row-title">
          <a href={hit.address} dir="auto" dangerouslySetInnerHTML={{ __html: hit.titleHtml }} />
        </h2>
        {hit.excerptHtml !== '' && (
          <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
        )}
        <p className="meta">
          {hit.kind !== 'question' && <span className="kind">{ofKinds(hit.kind)} · </span>}
          {hit.categoryName} · {t.rich('askedAt', { time: <Time at={hit.createdAt} as="day" /> })}
        </p>
      </div>
      <RowCounts {...hit} />
    </li>
  )
}

function NothingFound({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  const isNarrow = Object.keys(keptFilters(view.filters)).length > 0
  return (
    <Empty title={t('nothing.title', { query: view.query })}>
      <p>{t(isNarrow ? 'nothing.narrow' : 'nothing.text')}</p>
      <p className="form-acts">
        <LinkButton href={address('/ask', { title: view.query })} look="primary">
          {t('nothing.ask')}
        </LinkButton>
        {isNarrow && (
          <a className="link" href={address('/search', { q: view.query })}>
            {t('nothing.reset')}
          </a>
        )}
      </p>
    </Empty>
  )
}

function Unavailable() {
  const t = useWords(searchWords)
  return (
    <>
      <div className="gap-above">
        <Notice tone="signal">{t.rich('away', { b: bold })}</Notice>
      </div>
      <p className="form-acts">
        <a className="more" href="/threads">
          {t('away.threads')}
        </a>
        <a className="more" href="/unanswered">
          {t('away.unanswered')}
        </a>
      </p>
    </>
  )
}
