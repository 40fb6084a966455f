import { topicsWords } from '#app/features/mining/words/topics.ts'
import { figureIn, languageIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form } from '@remix-run/react'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field } from '#app/ui/field.tsx'
import { Icon, Well, type WellState } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { WeekBars } from '#app/ui/week-bars.tsx'
import { address } from '#app/ui/words.ts'
import { TOPIC_TABS, type CoverageState, type TopicRowView, type TopicsDeskView } from '../types.ts'
import { MiningRun } from './mining-run.tsx'
import { hoursWords, savingWords } from './saving.ts'

export const COVERAGE_WELLS: Readonly<Record<CoverageState, WellState>> = {
  uncovered: 'open',
  elsewhere: 'answered',
  thin: 'answered',
  covered: 'covered',
  failing: 'late',
}

export interface TopicsPageProps {
  readonly view: TopicsDeskView
  /** Charts, or the same as a table of figures. */
  readonly shown: 'charts' | 'figures'
}

/** What people ask for, in the order of what an article would save each month. */
export function TopicsPage({ view, shown }: TopicsPageProps) {
  const t = useWords(topicsWords)
  const to = (changed: Readonly<Record<string, string | null>>): string =>
    address('/desk/topics', {
      tab: view.tab === 'all' ? null : view.tab,
      subject: view.subject === null ? null : String(view.subject),
      view: shown === 'charts' ? null : shown,
      brand: view.brand === null ? null : String(view.brand),
      source: view.source,
      language: view.language,
      q: view.q === '' ? null : view.q,
      ...changed,
    })
  const subject = view.subjects.find((one) => one.id === view.subject)
  return (
    <>
      <div className="tool-acts">
        <p className="meta">
          {view.run?.state === 'done' && view.run.finishedAt !== null
            ? t.rich('run.done', {
                requests: view.run.requestCount,
                seconds: Math.max(1, Math.round((view.run.finishedAt - view.run.startedAt) / 1000)),
                time: <Time at={view.run.finishedAt} />,
              })
            : t('requestSoFar', { requestCount: view.requestCount })}
        </p>
        <Form method="post" action="/desk/topics">
          <Button name="intent" value="mine" disabled={view.run?.state === 'running'}>
            {view.run === null ? t('findTheTopics') : t('mineAgain')}
          </Button>
        </Form>
        <LinkButton href="/desk/requests/imports/new">{t('importRequests')}</LinkButton>
      </div>
      <MiningRun run={view.run} />
      {view.counts.all > 0 && <Figures view={view} />}
      <Filters
        tabs={
          <Tabs
            label={t('topics')}
            tabs={TOPIC_TABS.map((tab) => ({
              href: to({ tab: tab === 'all' ? null : tab, page: null }),
              words: t(`tab.${tab}`),
              current: tab === view.tab,
              count: view.counts[tab] || null,
            }))}
          />
        }
      >
        <Origins view={view} to={to} />
        {view.subjects.length > 0 && (
          <Pick
            label={t('subject')}
            value={subject?.title ?? t('allSubjects')}
            options={[
              { href: to({ subject: null, page: null }), words: t('allSubjects'), current: view.subject === null },
              ...view.subjects.map((one) => ({
                href: to({ subject: String(one.id) }),
                words: t('subjectOf', one),
                current: one.id === view.subject,
              })),
            ]}
          />
        )}
        <LinkButton small href={to({ view: shown === 'charts' ? 'figures' : null })}>
          {shown === 'charts' ? t('asATable') : t('withCharts')}
        </LinkButton>
      </Filters>
      {(view.counts.all > 0 || view.q !== '') && (
        <form className="form-acts topics-find" method="get" action="/desk/topics" role="search">
          <Field label={t('words')} name="q" type="search" maxLength={200} defaultValue={view.q} dir="auto" />
          {view.tab !== 'all' && <input type="hidden" name="tab" value={view.tab} />}
          {view.subject !== null && <input type="hidden" name="subject" value={view.subject} />}
          {view.brand !== null && <input type="hidden" name="brand" value={view.brand} />}
          {view.source !== null && <input type="hidden" name="source" value={view.source} />}
          {view.language !== null && <input type="hidden" name="language" value={view.language} />}
          {shown !== 'charts' && <input type="hidden" name="view" value={shown} />}
          <Button>{t('find')}</Button>
        </form>
      )}
      {view.rows.length === 0 ? (
        <NoTopics view={view} />
      ) : (
        <TopicTable rows={view.rows} shown={shown} isOfOthers={view.tab === 'others'} />
      )}
      <Paging
        newer={view.newer === null ? null : to({ page: view.newer })}
        older={view.older === null ? null : to({ page: view.older })}
        words={
          view.tab === 'others'
            ? { newer: t('moreAskers'), older: t('fewerAskers') }
            : { newer: t('savesMore'), older: t('savesLess') }
        }
      />
      {view.rows.length > 0 && <p className="meta">{t(view.tab === 'others' ? 'othersHint' : 'hoursAskersAMonth')}</p>}
    </>
  )
}

/** Filters by where topics are asked: for which brand, through which source, in which language. One alone is no choice. */
function Origins({
  view,
  to,
}: {
  readonly view: TopicsDeskView
  readonly to: (changed: Readonly<Record<string, string | null>>) => string
}) {
  const t = useWords(topicsWords)
  const languageOf = (code: string): string => languageIn(t.locale, code)
  // Two sources are the product's own; all others were named by whoever imported.
  const sourceOf = (name: string): string =>
    name === 'search' ? t('source.search') : name === 'community' ? t('source.community') : name
  return (
    <>
      {(view.brands.length > 0 || view.brand !== null) && (
        <Pick
          label={t('brand')}
          value={view.brands.find(({ id }) => id === view.brand)?.name ?? t('allBrands')}
          options={[
            { href: to({ brand: null, page: null }), words: t('allBrands'), current: view.brand === null },
            ...view.brands.map(({ id, name, topics }) => ({
              href: to({ brand: String(id), page: null }),
              words: t('subjectOf', { title: name, topics }),
              current: id === view.brand,
            })),
          ]}
        />
      )}
      {(view.sources.length > 1 || view.source !== null) && (
        <Pick
          label={t('source')}
          value={view.source === null ? t('allSources') : sourceOf(view.source)}
          options={[
            { href: to({ source: null, page: null }), words: t('allSources'), current: view.source === null },
            ...view.sources.map(({ value, requests }) => ({
              href: to({ source: value, page: null }),
              words: t('originOf', { name: sourceOf(value), requests }),
              current: value === view.source,
            })),
          ]}
        />
      )}
      {(view.languages.length > 1 || view.language !== null) && (
        <Pick
          label={t('language')}
          value={view.language === null ? t('allLanguages') : languageOf(view.language)}
          options={[
            { href: to({ language: null, page: null }), words: t('allLanguages'), current: view.language === null },
            ...view.languages.map(({ value, requests }) => ({
              href: to({ language: value, page: null }),
              words: t('originOf', { name: languageOf(value), requests }),
              current: value === view.language,
            })),
          ]}
        />
      )}
    </>
  )
}

function Figures({ view }: { readonly view: TopicsDeskView }) {
  const t = useWords(topicsWords)
  const share = view.allAskers === 0 ? 0 : Math.round((100 * view.uncoveredAskers) / view.allAskers)
  const open = view.counts.uncovered + view.counts.failing
  return (
    <div className="figures">
      <div>
        <b>{figureIn(t.locale, view.counts.all)}</b>
        <span>
          {t('inSubjects', {
            topics: view.counts.all,
            subjects: view.subjects.length,
            others: view.otherCount,
            unplaced: view.unplacedCount,
          })}
        </span>
      </div>
      <div>
        <b>{figureIn(t.locale, open)}</b>
        <span>{t('withoutAnArticle', { share })}</span>
      </div>
      <div>
        <b>{hoursWords(t.locale, view.savingLeft)}</b>
        <span>{t('aMonthByHand')}</span>
      </div>
      <div>
        <b>{hoursWords(t.locale, view.savingDone)}</b>
        <span>{t('aMonthThatCovered')}</span>
      </div>
    </div>
  )
}

function TopicTable({
  rows,
  shown,
  isOfOthers,
}: {
  readonly rows: readonly TopicRowView[]
  readonly shown: 'charts' | 'figures'
  /** What no one article answers has neither a saving nor a state. */
  readonly isOfOthers: boolean
}) {
  const t = useWords(topicsWords)
  return (
    <table className="topics">
      <caption className="hide">{t(isOfOthers ? 'tab.others' : 'topicsByHours')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hide">{t('rank')}</span>
          </th>
          <th scope="col">{t('askedAs')}</th>
          <th scope="col">{t('aWeekTwelveWeeks')}</th>
          <th scope="col" className="r">
            {t('askers')}
          </th>
          {!isOfOthers && (
            <>
              <th scope="col" className="r">
                {t('wouldSaveAMonth')}
              </th>
              <th scope="col">{t('answeredBy')}</th>
            </>
          )}
          <th scope="col">
            <span className="hide">{t('act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TopicRow key={row.id} row={row} shown={shown} />
        ))}
      </tbody>
    </table>
  )
}

function TopicRow({ row, shown }: { readonly row: TopicRowView; readonly shown: 'charts' | 'figures' }) {
  const t = useWords(topicsWords)
  // What a topic of several questions is called by is what its subject is called by.
  const more = [row.brand, row.several === null && !row.isRest ? row.subject : null, ...row.aliases].filter(
    (one) => one !== null,
  )
  return (
    <tr>
      <td className="rank r">{row.rank}</td>
      <th className="t" scope="row">
        <a className="row-title" href={`/desk/topics/${row.id}`} dir="auto">
          {row.isRest
            ? t('othersAbout', { words: row.title })
            : row.several === null || row.several.length === 0
              ? row.title
              : row.several.join(', ')}
        </a>
        {row.several !== null && (
          <span className="meta">
            {t.rich('several', {
              title: <q dir="auto">{row.title}</q>,
              link: (inner) => (
                <a className="under" href={`/desk/topics/${row.id}?look=closer`}>
                  {inner}
                </a>
              ),
            })}
          </span>
        )}
        <span className="meta" dir="auto">
          {row.isProposed && <b>{t('proposed')} · </b>}
          {more.join(' · ')}
        </span>
      </th>
      <td className="ch">
        {shown === 'charts' ? (
          <WeekBars weeks={row.volume.weeks} articleFrom={row.volume.articleFrom} />
        ) : (
          <span className="num">{row.volume.weeks.map((week) => week.requests).join(' ')}</span>
        )}
        {row.growing !== null && (
          <span className="markword">
            <Icon name="grow" />
            {t('growing', { percent: row.growing })}
          </span>
        )}
      </td>
      <td className="r askers">{figureIn(t.locale, row.askerCount)}</td>
      {!row.isRest && (
        <>
          <td className="r save">
            <b>{hoursWords(t.locale, row.saving)}</b>
            <span className="meta">{savingWords(t.locale, row.savingParts)}</span>
          </td>
          <td className="cov">
            <span className={row.coverage === 'failing' ? 'state late' : 'state'}>
              <Well state={COVERAGE_WELLS[row.coverage]} label={null} />
              {t(`coverage.${row.coverage}`)}
            </span>
            <span className="meta">{row.reason}</span>
          </td>
        </>
      )}
      <td className="do">
        <TopicAct row={row} />
      </td>
    </tr>
  )
}

/** One act: draft what has no article, go on with a draft, revise what fails, open what is covered. */
function TopicAct({ row }: { readonly row: TopicRowView }) {
  const t = useWords(topicsWords)
  if (row.isRest) {
    return (
      <LinkButton small href={`/desk/topics/${row.id}`}>
        {t('open')}
      </LinkButton>
    )
  }
  if (row.article === null) {
    return (
      <form method="post" action="/desk/articles/new">
        <input type="hidden" name="topic" value={row.id} />
        <Button
          small
          icon="edit"
          look={row.rank === 1 ? 'primary' : 'border'}
          aria-label={t('draftAnArticleTitle', { title: row.title })}
        >
          {t('draft')}
        </Button>
      </form>
    )
  }
  if (!row.article.isPublished) {
    return (
      <LinkButton small href={`/desk/articles/${row.article.id}`}>
        {t('goOn')}
      </LinkButton>
    )
  }
  return row.coverage === 'failing' ? (
    <LinkButton small href={`/desk/articles/${row.article.id}`}>
      {t('revise')}
    </LinkButton>
  ) : (
    <a className="more" href={row.article.address}>
      {t('open')}
    </a>
  )
}

function NoTopics({ view }: { readonly view: TopicsDeskView }) {
  const t = useWords(topicsWords)
  if (view.counts.all > 0 || view.tab === 'dismissed') {
    return (
      <Empty well="covered" title={t('noTopicStandsHere')}>
        <a className="more" href="/desk/topics">
          {t('allTopics')}
        </a>
      </Empty>
    )
  }
  return view.requestCount === 0 ? (
    <Empty title={t('thereAreNoRequests')}>
      <p>{t('importWhatCustomersSent')}</p>
      <LinkButton look="primary" href="/desk/requests/imports/new">
        {t('importRequests')}
      </LinkButton>
    </Empty>
  ) : (
    <Empty title={view.run?.state === 'running' ? t('topicsAreBeingFound') : t('noTopicWasFound')}>
      <p>{t(`none.${view.run?.state ?? 'never'}`)}</p>
    </Empty>
  )
}
