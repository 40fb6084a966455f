import type { ReactNode } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { address, figure } from '#app/ui/words.ts'
import type { PointPageView, SearchesPageView, SearchesQuery, SearchTermView } from '../types.ts'
import { searchesWords } from '../words/searches.ts'
import { languageName } from './language-name.ts'

const PAGE = '/desk/searches'
const POINT = '/desk/searches/point'

const hide = (inner: ReactNode) => <span className="hide">{inner}</span>

const addressFor = (path: string, asked: SearchesQuery, changed: Partial<SearchesQuery> = {}): string => {
  const { tab, period, language } = { ...asked, ...changed }
  return address(path, {
    tab: tab === 'common' ? null : tab,
    period: period === 'month' ? null : period,
    language,
  })
}

/** What is searched for, in three lists, each term with what can be done about it. */
export function SearchesPage({ view }: { readonly view: SearchesPageView }) {
  const t = useWords(searchesWords)
  const { asked, terms } = view
  const solved = view.solved.map(({ source, count }) => t('solved.source', { source, count }))
  return (
    <div className="stack">
      <p className="lead">{t('lead')}</p>
      <p>
        {t('sums', { searches: view.searches, opened: view.opened, empty: view.empty })}
        {solved.length > 0 && ` ${t('solved', { list: solved.join(', ') })}`}
      </p>
      <p className="acts">
        {view.may.synonyms && (
          <LinkButton small href={`${PAGE}/synonyms`}>
            {t('synonyms')}
          </LinkButton>
        )}
        <LinkButton small href={addressFor(`${PAGE}.csv`, asked)}>
          {t('csv')}
        </LinkButton>
      </p>
      <Filters
        tabs={
          <Tabs
            label={t('tabs')}
            tabs={(['common', 'nothing', 'unopened'] as const).map((tab) => ({
              href: addressFor(PAGE, asked, { tab }),
              words: t(`tab.${tab}`),
              current: tab === asked.tab,
            }))}
          />
        }
      >
        <Pick
          label={t('period')}
          value={t(`period.${asked.period}`)}
          options={(['week', 'month', 'quarter', 'year'] as const).map((period) => ({
            href: addressFor(PAGE, asked, { period }),
            words: t(`period.${period}`),
            current: period === asked.period,
          }))}
        />
        {(view.languages.length > 1 || asked.language !== null) && (
          <Pick
            label={t('language')}
            value={asked.language === null ? t('language.all') : languageName(asked.language, t.locale)}
            options={[
              {
                href: addressFor(PAGE, asked, { language: null }),
                words: t('language.all'),
                current: asked.language === null,
              },
              ...view.languages.map((language) => ({
                href: addressFor(PAGE, asked, { language }),
                words: languageName(language, t.locale),
                current: language === asked.language,
              })),
            ]}
          />
        )}
      </Filters>
      {terms.length === 0 ? (
        <Empty title={t('none.title')} well={null}>
          <p>{t('none.text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('caption')}
          rows={terms}
          keyOf={(term) => term.key}
          columns={[
            { head: t('term'), name: true, cell: (term) => <Term term={term} /> },
            { head: t('searches'), figures: true, cell: (term) => figure(term.searches) },
            { head: t('empty'), figures: true, cell: (term) => figure(term.empty) },
            { head: t('opened'), figures: true, cell: (term) => figure(term.opened) },
            { head: t('refined'), figures: true, cell: (term) => figure(term.refined) },
            { head: t('lastAt'), cell: (term) => <Time at={term.lastAt} as="day" /> },
            { head: t('act'), cell: (term) => <TermActs term={term} may={view.may} /> },
          ]}
        />
      )}
    </div>
  )
}

function Term({ term }: { readonly term: SearchTermView }) {
  const t = useWords(searchesWords)
  return (
    <>
      <a href={address('/search', { q: term.query })} dir="auto">
        {term.query}
      </a>
      {term.article && (
        <span className="meta">
          {' '}
          {t.rich('pinned', {
            title: term.article.title,
            article: (inner) => (
              <a href={`/kb/${term.article?.id ?? ''}`} dir="auto">
                {inner}
              </a>
            ),
          })}
        </span>
      )}
    </>
  )
}

function TermActs({ term, may }: { readonly term: SearchTermView; readonly may: SearchesPageView['may'] }) {
  const t = useWords(searchesWords)
  const { query } = term
  return (
    <form method="post" action={PAGE} className="acts">
      <input type="hidden" name="query" value={query} />
      {may.synonyms && (
        <LinkButton small href={`${address(`${PAGE}/synonyms`, { words: query })}#list`}>
          {t.rich('makeSynonym', { query, hide })}
        </LinkButton>
      )}
      <LinkButton small href={address(POINT, { query })}>
        {t.rich('point', { query, hide })}
      </LinkButton>
      {may.topic && <Button small>{t.rich('makeTopic', { query, hide })}</Button>}
    </form>
  )
}

export interface PointPageProps {
  readonly view: PointPageView
  readonly sentBack?: SentBack | undefined
}

/** Chooses the article that stands first for a search. */
export function PointPage({ view, sentBack }: PointPageProps) {
  const t = useWords(searchesWords)
  const { query, pinned, articles } = view
  return (
    <div className="column stack">
      <p className="lead">{t('point.lead')}</p>
      {pinned && (
        <form method="post" action={POINT} className="acts">
          <input type="hidden" name="query" value={query} />
          <p>
            {t.rich('point.now', {
              title: pinned.title,
              article: (inner) => (
                <a href={pinned.address} dir="auto">
                  {inner}
                </a>
              ),
            })}
          </p>
          <Button small name="intent" value="unpoint">
            {t('point.stop')}
          </Button>
        </form>
      )}
      {articles.length === 0 ? (
        <Empty title={t('point.none.title')} well={null}>
          <p>{t('point.none.text')}</p>
          <LinkButton href={address('/kb/new', { title: query })}>{t('point.write')}</LinkButton>
        </Empty>
      ) : (
        <ul className="decisions">
          {articles.map(({ id, address: at, title }) => (
            <li key={id}>
              <form method="post" action={POINT} className="acts">
                <input type="hidden" name="query" value={query} />
                <input type="hidden" name="article" value={id} />
                <a href={at} dir="auto">
                  {title}
                </a>
                <Button small name="intent" value="point">
                  {t.rich('point.choose', { title, hide })}
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={POINT} className="form">
        <input type="hidden" name="query" value={query} />
        <Field
          label={t('point.field')}
          name="article"
          inputMode="numeric"
          defaultValue={sentBack?.values?.['article'] ?? ''}
          error={sentBack?.errors?.['article']}
        />
        <div className="form-acts">
          <Button name="intent" value="point">
            {t('point.save')}
          </Button>
        </div>
      </form>
    </div>
  )
}
