import type { ReactNode } from 'react'
import type { CategoryRef } from '#app/features/catalogue/types.ts'
import { THREAD_KINDS } from '#app/features/forum/types.ts'
import { hasAnswers } from '#app/features/forum/ui/kinds.ts'
import { RowCounts } from '#app/features/forum/ui/thread-row.tsx'
import { kindWords } from '#app/features/forum/words/kinds.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { BigSearch } from '#app/ui/big-search.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon, Well, wellWords } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address } from '#app/ui/words.ts'
import { OPERATORS, steer, withoutOperators, type Operator } from '../rules/steering.ts'
import type { RankView, SearchFilters, SearchHitView, SearchPageView } from '../types.ts'
import { searchWords } from '../words/search.ts'
import { languageName } from './language-name.ts'

export interface SearchPageProps {
  readonly view: SearchPageView
  /** An answer can be worded from what was found. */
  readonly wordsAnswers?: boolean
  /** Categories one may look in, for the filter. */
  readonly categories?: readonly CategoryRef[]
}

type SearchSpeaker = PageSpeaker<typeof searchWords.messages>

const bold = (inner: ReactNode) => <b>{inner}</b>

/** What was found: the words again, one line of result, rows with what they said, and the way to ask. */
export function SearchPage({ view, wordsAnswers = false, categories = [] }: SearchPageProps) {
  const t = useWords(searchWords)
  const { query, hits } = view
  return (
    <>
      <h1 className="hide">{query === '' ? t('title') : t('title.query', { query })}</h1>
      <BigSearch again query={query} kept={keptFilters(withoutOperatorFilters(view))} />
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
          <SearchNotes view={view} />
          <SearchFiltersBar view={view} categories={categories} />
          <Passage view={view} />
          {wordsAnswers && <WordAnswer query={query} />}
          <ArticleHits view={view} />
          {hits.length > 0 ? (
            <ThreadHits view={view} />
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
    ...(filters.language !== null && { language: filters.language }),
    ...(filters.order !== 'relevance' && { order: filters.order }),
  }
}

/** A filter of the address stands for operators of the same kind in the text. */
const OPERATORS_OF: Readonly<Partial<Record<keyof SearchFilters, readonly Operator[]>>> = {
  what: ['in'],
  state: ['is'],
  kind: ['kind'],
  category: ['category'],
  tag: ['tag'],
  language: ['language'],
}

function searchAddress(
  view: SearchPageView,
  changed: Partial<SearchFilters> & { readonly page?: string; readonly exact?: boolean },
): string {
  const { page, exact = view.exact, ...filters } = changed
  const names = (Object.keys(filters) as (keyof SearchFilters)[]).flatMap((name) => OPERATORS_OF[name] ?? [])
  return address('/search', {
    q: withoutOperators(view.query, names),
    ...keptFilters({ ...view.filters, ...filters }),
    exact: exact ? '1' : null,
    page: page ?? null,
  })
}

function resultWords(view: SearchPageView, t: SearchSpeaker): string {
  const { count, exactCount, byMeaning, hits, filters } = view
  // Beside threads only those articles stand that answer; the others are found under "Articles".
  const articles = view.articles.length
  if (filters.what === 'articles') {
    return view.articleCount === 0 ? t('result.none') : t('result.articles', { articles: count.number })
  }
  if (hits.length === 0) return articles === 0 ? t('result.none') : t('result.onlyArticles', { articles })
  const { number, more } = count
  if (exactCount === 0 && byMeaning) return t(more ? 'result.meaning.more' : 'result.meaning', { threads: number })
  if (exactCount === 0) return t(more ? 'result.some.more' : 'result.some', { threads: number })
  const threads = exactCount
  return articles === 0
    ? t(more ? 'result.threads.more' : 'result.threads', { threads })
    : t(more ? 'result.both.more' : 'result.both', { articles, threads })
}

/** How the query was read: operators that narrow it, those that are none, and words that mean the same. */
function SearchNotes({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  const { narrowed, notUnderstood, alike } = view
  return (
    <>
      {narrowed.length > 0 && (
        <p className="tags search-notes">
          {narrowed.map(({ typed, without }) => (
            <a
              key={typed}
              className="tag"
              href={address('/search', { q: without, ...keptFilters(withoutOperatorFilters(view)) })}
              aria-label={t('narrowed.without', { typed })}
            >
              <bdi>{typed}</bdi> <span aria-hidden="true">×</span>
            </a>
          ))}
        </p>
      )}
      {notUnderstood.length > 0 && (
        <p className="hint">
          {t.rich('notUnderstood', {
            operators: <em dir="auto">{notUnderstood.join(' ')}</em>,
            count: notUnderstood.length,
          })}
        </p>
      )}
      {alike.length > 0 && (
        <p className="hint">
          {t.rich('alike', {
            pairs: <em dir="auto">{alike.map(({ typed, words }) => `${typed} = ${words.join(', ')}`).join(' · ')}</em>,
            link: asTyped(view),
          })}
        </p>
      )}
    </>
  )
}

/** The filters of the address alone: what operators set goes with them. */
function withoutOperatorFilters({ filters, query }: SearchPageView): SearchFilters {
  const set = new Set(steer(query).operators.map(({ name }) => name))
  return {
    ...filters,
    what: set.has('in') ? 'all' : filters.what,
    state: set.has('is') ? 'all' : filters.state,
    kind: set.has('kind') ? 'all' : filters.kind,
    category: set.has('category') ? null : filters.category,
    language: set.has('language') ? null : filters.language,
  }
}

interface BarProps {
  readonly view: SearchPageView
  readonly categories: readonly CategoryRef[]
}

function SearchFiltersBar({ view, categories }: BarProps) {
  const t = useWords(searchWords)
  const { filters, facets } = view
  const chosen = categories.find((category) => category.slug === filters.category)
  const counted = (words: string, count: number | undefined): string =>
    facets === null ? words : t(facets.isPartial ? 'counted.more' : 'counted', { words, count: count ?? 0 })
  /** What is known to lead to nothing is not offered; where it was chosen, it is how one gets here. */
  const isOffered = (count: number | undefined, isChosen: boolean): boolean =>
    isChosen || facets === null || facets.isPartial || (count ?? 0) > 0
  const countOf = (slug: string) => facets?.categories.find((one) => one.slug === slug)?.count
  const tags = facets?.tags.filter(({ name }) => name !== filters.tag) ?? []
  const isAlone = filters.what === 'articles'
  const ofThreads = isAlone ? null : view.count.number
  return (
    <Filters
      tabs={
        <Tabs
          label={t('what')}
          tabs={(['all', 'threads', 'articles'] as const).map((what) => ({
            href: searchAddress(view, {
              what,
              ...(what === 'articles' && { state: 'all', kind: 'all', since: 'any' }),
            }),
            words: t(`what.${what}`),
            current: what === filters.what,
            count:
              what === 'threads'
                ? ofThreads
                : what === 'articles' && filters.what !== 'threads'
                  ? view.articleCount
                  : null,
          }))}
        />
      }
    >
      {!isAlone && (
        <Pick
          label={t('state')}
          value={t(`state.${filters.state}`)}
          options={(['all', 'open', 'answered', 'solved'] as const)
            .filter((state) => state === 'all' || isOffered(facets?.states[state], state === filters.state))
            .map((state) => ({
              href: searchAddress(view, { state }),
              words: state === 'all' ? t('state.all') : counted(t(`state.${state}`), facets?.states[state]),
              current: state === filters.state,
            }))}
        />
      )}
      {!isAlone && (
        <Pick
          label={t('kind')}
          value={t(`kind.${filters.kind}`)}
          options={(['all', ...THREAD_KINDS] as const)
            .filter((kind) => kind === 'all' || isOffered(facets?.kinds[kind], kind === filters.kind))
            .map((kind) => ({
              href: searchAddress(view, { kind }),
              words: kind === 'all' ? t('kind.all') : counted(t(`kind.${kind}`), facets?.kinds[kind]),
              current: kind === filters.kind,
            }))}
        />
      )}
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
            ...categories
              .filter(({ slug }) => isOffered(countOf(slug), slug === filters.category))
              .map((category) => ({
                href: searchAddress(view, { category: category.slug }),
                words: counted(category.name, countOf(category.slug)),
                current: category.slug === filters.category,
              })),
          ]}
        />
      )}
      {(filters.tag !== null || tags.length > 0) && (
        <Pick
          label={t('tag')}
          value={filters.tag ?? t('tag.all')}
          options={[
            { href: searchAddress(view, { tag: null }), words: t('tag.all'), current: filters.tag === null },
            ...tags.map(({ name, count }) => ({
              href: searchAddress(view, { tag: name }),
              words: counted(name, count),
              current: false,
            })),
          ]}
        />
      )}
      {(filters.language !== null || (facets?.languages.length ?? 0) > 1) && (
        <Pick
          label={t('language')}
          value={filters.language === null ? t('language.all') : languageName(filters.language, t.locale)}
          options={[
            {
              href: searchAddress(view, { language: null }),
              words: t('language.all'),
              current: filters.language === null,
            },
            ...(facets?.languages ?? []).map(({ code, count }) => ({
              href: searchAddress(view, { language: code }),
              words: counted(languageName(code, t.locale), count),
              current: code === filters.language,
            })),
          ]}
        />
      )}
      {!isAlone && (
        <Pick
          label={t('asked')}
          value={t(`since.${filters.since}`)}
          options={(['any', 'week', 'month', 'year'] as const).map((since) => ({
            href: searchAddress(view, { since }),
            words: t(`since.${since}`),
            current: since === filters.since,
          }))}
        />
      )}
      <Pick
        label={t('order')}
        value={t(`order.${filters.order}`)}
        options={(['relevance', 'newest', 'helpful'] as const).map((order) => ({
          href: searchAddress(view, { order }),
          words: t(`order.${order}`),
          current: order === filters.order,
        }))}
      />
    </Filters>
  )
}

/** Threads with all words; then, behind a line, those with most of them. */
function ThreadHits({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  const { hits, exactEnd, count, exactCount, byMeaning } = view
  const exact = exactEnd === null ? hits : hits.slice(0, exactEnd)
  const near = exactEnd === null ? [] : hits.slice(exactEnd)
  return (
    <>
      {exact.length > 0 && (
        <ul className="rows">
          {exact.map((hit) => (
            <Hit key={hit.id} hit={hit} />
          ))}
        </ul>
      )}
      {near.length > 0 && (
        <section aria-labelledby="near-hits">
          <SectionHead
            id="near-hits"
            title={t(byMeaning ? 'near.meaning' : 'near', { count: count.number - exactCount })}
          />
          <ul className="rows">
            {near.map((hit) => (
              <Hit key={hit.id} hit={hit} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Has an answer worded from what was found, where an admin has switched that on. */
function WordAnswer({ query }: { readonly query: string }) {
  const t = useWords(searchWords)
  return (
    <form method="post" action="/search/answer" className="word-answer">
      <input type="hidden" name="q" value={query} />
      <Button small>{t('wordAnswer')}</Button> <span className="meta">{t('wordAnswer.hint')}</span>
    </form>
  )
}

/** What the first article says to this very question, with its source. */
function Passage({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  const [source] = view.articles
  if (view.passage === null || source === undefined) return null
  return (
    <section className="passage" aria-label={t('passage')}>
      <blockquote cite={source.address} dir="auto">
        {view.passage}
      </blockquote>
      <p className="meta">
        {t.rich('passage.from', {
          source: (
            <a
              className="link"
              href={source.address}
              data-opens={`article:${source.id}`}
              dir="auto"
              dangerouslySetInnerHTML={{ __html: source.titleHtml.replace(/<\/?mark>/g, '') }}
            />
          ),
        })}
      </p>
    </section>
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
                <a
                  href={hit.address}
                  data-opens={`article:${hit.id}`}
                  dir="auto"
                  dangerouslySetInnerHTML={{ __html: hit.titleHtml }}
                />
              </h2>
              {hit.excerptHtml !== '' && (
                <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
              )}
              <p className="meta">
                {t('article')} · {hit.place}
                {hit.helpfulCount > 0 && ` · ${t('helped', { count: hit.helpfulCount })}`}
                <Missing words={hit.missing} />
              </p>
              <WhyHere rank={hit.rank} />
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
          <a
            href={hit.address}
            data-opens={`thread:${hit.id}`}
            dir="auto"
            dangerouslySetInnerHTML={{ __html: hit.titleHtml }}
          />
        </h2>
        {hit.excerptHtml !== '' && (
          <p className="excerpt" dir="auto" dangerouslySetInnerHTML={{ __html: hit.excerptHtml }} />
        )}
        <p className="meta">
          {hit.kind !== 'question' && <span className="kind">{ofKinds(hit.kind)} · </span>}
          {hit.categoryName} · {t.rich('askedAt', { time: <Time at={hit.createdAt} as="day" /> })}
          <Missing words={hit.missing} />
        </p>
        <WhyHere rank={hit.rank} />
      </div>
      <RowCounts {...hit} />
    </li>
  )
}

/** What was asked for and is not in it. */
function Missing({ words }: { readonly words: readonly string[] }) {
  const t = useWords(searchWords)
  if (words.length === 0) return null
  return <> · {t.rich('missing', { words: <s dir="auto">{words.join(' ')}</s> })}</>
}

const RANK_ORDER = ['title', 'text', 'state', 'helpful', 'read', 'fresh', 'learnt', 'meaning'] as const

/** For staff: what the rank is made of. Words are added up, factors multiply the sum, and the place by meaning is joined to the place that comes of it. */
function WhyHere({ rank }: { readonly rank: RankView }) {
  const t = useWords(searchWords)
  if (rank === null) return null
  const parts = RANK_ORDER.flatMap((part) => {
    const value = rank[part]
    if (value === undefined) return []
    const isFactor = part !== 'title' && part !== 'text' && part !== 'meaning'
    return isFactor && value === 1 ? [] : [{ part, value }]
  })
  return (
    <details className="why">
      <summary>{t('why')}</summary>
      <dl>
        {parts.map(({ part, value }) => (
          <div key={part}>
            <dt>{t(`why.${part}`)}</dt>
            <dd>{shownPart(part, value) ?? t('why.times', { value: value.toFixed(2) })}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** A sum or a place as it is written; null for a factor. */
function shownPart(part: (typeof RANK_ORDER)[number], value: number): string | null {
  if (part === 'meaning') return String(value)
  return part === 'title' || part === 'text' ? value.toFixed(2) : null
}

function NothingFound({ view }: { readonly view: SearchPageView }) {
  const t = useWords(searchWords)
  const isNarrow = Object.keys(keptFilters(view.filters)).length > 0 || view.narrowed.length > 0
  return (
    <Empty title={t('nothing.title', { query: view.query })}>
      <p>{t(isNarrow ? 'nothing.narrow' : 'nothing.text')}</p>
      <p className="form-acts">
        <LinkButton href={address('/ask', { title: view.query })} look="primary">
          {t('nothing.ask')}
        </LinkButton>
        {isNarrow && (
          <a className="link" href={address('/search', { q: withoutOperators(view.query, OPERATORS) })}>
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
