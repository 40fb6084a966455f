import { Form } from '@remix-run/react'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon, Well, type WellState } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Filters, Pick, Tabs } from '#app/ui/tabs.tsx'
import { WeekBars } from '#app/ui/week-bars.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import type { CoverageState, SavingParts, TopicRowView, TopicsDeskView, TopicTab } from '../types.ts'
import { MiningRun, runWords } from './mining-run.tsx'

const TAB_WORDS: Readonly<Record<TopicTab, string>> = {
  all: 'All',
  uncovered: 'Uncovered',
  growing: 'Growing',
  failing: 'Failing',
  proposed: 'Proposed',
  dismissed: 'Dismissed',
}

export const COVERAGE_WORDS: Readonly<Record<CoverageState, string>> = {
  uncovered: 'Uncovered',
  thin: 'Thin',
  covered: 'Covered',
  failing: 'Article failing',
}

export const COVERAGE_WELLS: Readonly<Record<CoverageState, WellState>> = {
  uncovered: 'open',
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
  const to = (changed: Readonly<Record<string, string | null>>): string =>
    address('/desk/topics', {
      tab: view.tab === 'all' ? null : view.tab,
      subject: view.subject === null ? null : String(view.subject),
      view: shown === 'charts' ? null : shown,
      ...changed,
    })
  const subject = view.subjects.find((one) => one.id === view.subject)
  return (
    <>
      <div className="tool-acts">
        <p className="meta">
          {view.run?.state === 'done' && view.run.finishedAt !== null ? (
            <>
              {runWords(view.run)}, <Time at={view.run.finishedAt} />. The order is what an article would save each
              month.
            </>
          ) : (
            `${counted(view.requestCount, 'request')} so far.`
          )}
        </p>
        <Form method="post" action="/desk/topics">
          <Button name="intent" value="mine" disabled={view.run?.state === 'running'}>
            {view.run === null ? 'Find the topics' : 'Mine again'}
          </Button>
        </Form>
        <LinkButton href="/desk/requests/imports/new">Import requests</LinkButton>
      </div>
      <MiningRun run={view.run} />
      {view.counts.all > 0 && <Figures view={view} />}
      <Filters
        tabs={
          <Tabs
            label="Topics"
            tabs={(Object.keys(TAB_WORDS) as TopicTab[]).map((tab) => ({
              href: to({ tab: tab === 'all' ? null : tab, page: null }),
              words: TAB_WORDS[tab],
              current: tab === view.tab,
              count: view.counts[tab] || null,
            }))}
          />
        }
      >
        {view.subjects.length > 0 && (
          <Pick
            label="Subject"
            value={subject?.title ?? 'all'}
            options={[
              { href: to({ subject: null }), words: 'all', current: view.subject === null },
              ...view.subjects.map((one) => ({
                href: to({ subject: String(one.id) }),
                words: `${one.title} (${one.topics})`,
                current: one.id === view.subject,
              })),
            ]}
          />
        )}
        <a href={to({ view: shown === 'charts' ? 'figures' : null })}>
          {shown === 'charts' ? 'As a table of figures' : 'With charts'}
        </a>
      </Filters>
      {view.rows.length === 0 ? <NoTopics view={view} /> : <TopicTable rows={view.rows} shown={shown} />}
      <Paging
        newer={view.newer === null ? null : to({ page: view.newer })}
        older={view.older === null ? null : to({ page: view.older })}
        words={{ newer: 'Those that save more', older: 'Those that save less' }}
      />
      {view.rows.length > 0 && (
        <p className="meta">
          Hours = askers a month × minutes by hand × trend (last four weeks against the eight before) × what the present
          coverage leaves over. A line in a chart is the week an article was published.
        </p>
      )}
    </>
  )
}

function Figures({ view }: { readonly view: TopicsDeskView }) {
  const share = view.allAskers === 0 ? 0 : Math.round((100 * view.uncoveredAskers) / view.allAskers)
  const open = view.counts.uncovered + view.counts.failing
  return (
    <div className="figures">
      <div>
        <b>{figure(view.counts.all)}</b>
        <span>
          {view.counts.all === 1 ? 'topic' : 'topics'} in {counted(view.subjects.length, 'subject')},{' '}
          {counted(view.unplacedCount, 'request')} {view.unplacedCount === 1 ? 'fits' : 'fit'} nowhere yet
        </span>
      </div>
      <div>
        <b>{figure(open)}</b>
        <span>without an article that helps: {share} % of all askers</span>
      </div>
      <div>
        <b>{hours(view.savingLeft)}</b>
        <span>a month by hand that articles would spare</span>
      </div>
      <div>
        <b>{hours(view.savingDone)}</b>
        <span>a month that covered topics would otherwise take</span>
      </div>
    </div>
  )
}

/** "17.0 h", from seconds. */
export function hours(seconds: number): string {
  const value = seconds / 3600
  return `${value >= 100 ? figure(Math.round(value)) : value.toFixed(1)} h`
}

/** "6.5 min × 2.0", how a saving came about. */
export function savingWords(parts: SavingParts): string {
  const minutes = Math.round(parts.handlingSeconds / 6) / 10
  const factors = [
    `${parts.askersPerMonth} askers`,
    `${minutes} min${parts.handlingFrom === 'assumed' ? ' (assumed)' : ''}`,
    (parts.trend / 100).toFixed(1),
    ...(parts.left === 100 ? [] : [(parts.left / 100).toFixed(1)]),
  ]
  return factors.join(' × ')
}

function TopicTable({ rows, shown }: { readonly rows: readonly TopicRowView[]; readonly shown: 'charts' | 'figures' }) {
  return (
    <table className="topics">
      <caption className="hide">Topics by hours that an article would save each month</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hide">Rank</span>
          </th>
          <th scope="col">Asked as</th>
          <th scope="col">A week, twelve weeks</th>
          <th scope="col" className="r">
            Askers
          </th>
          <th scope="col" className="r">
            Would save a month
          </th>
          <th scope="col">Answered by</th>
          <th scope="col">
            <span className="hide">Act</span>
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
  const more = [...(row.subject === null ? [] : [row.subject]), ...row.aliases]
  return (
    <tr>
      <td className="rank r">{row.rank}</td>
      <th className="t" scope="row">
        <a className="row-title" href={`/desk/topics/${row.id}`} dir="auto">
          {row.title}
        </a>
        <span className="meta" dir="auto">
          {row.isProposed && <b>Proposed · </b>}
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
            growing {row.growing} %
          </span>
        )}
      </td>
      <td className="r askers">{figure(row.askerCount)}</td>
      <td className="r save">
        <b>{hours(row.saving)}</b>
        <span className="meta">{savingWords(row.savingParts)}</span>
      </td>
      <td className="cov">
        <span className={row.coverage === 'failing' ? 'state late' : 'state'}>
          <Well state={COVERAGE_WELLS[row.coverage]} label={null} />
          {COVERAGE_WORDS[row.coverage]}
        </span>
        <span className="meta">{row.reason}</span>
      </td>
      <td className="do">
        <TopicAct row={row} />
      </td>
    </tr>
  )
}

/** One act: draft what has no article, go on with a draft, revise what fails, open what is covered. */
function TopicAct({ row }: { readonly row: TopicRowView }) {
  if (row.article === null) {
    return (
      <form method="post" action="/desk/articles/new">
        <input type="hidden" name="topic" value={row.id} />
        <Button
          small
          icon="edit"
          look={row.rank === 1 ? 'primary' : 'border'}
          aria-label={`Draft an article: ${row.title}`}
        >
          Draft
        </Button>
      </form>
    )
  }
  if (!row.article.isPublished) {
    return (
      <LinkButton small href={`/desk/articles/${row.article.id}`}>
        Go on
      </LinkButton>
    )
  }
  return row.coverage === 'failing' ? (
    <LinkButton small href={`/desk/articles/${row.article.id}`}>
      Revise
    </LinkButton>
  ) : (
    <a className="more" href={row.article.address}>
      Open
    </a>
  )
}

function NoTopics({ view }: { readonly view: TopicsDeskView }) {
  if (view.counts.all > 0 || view.tab === 'dismissed') {
    return (
      <Empty well="covered" title="No topic stands here.">
        <a className="more" href="/desk/topics">
          All topics
        </a>
      </Empty>
    )
  }
  return view.requestCount === 0 ? (
    <Empty title="There are no requests yet.">
      <p>
        Import what customers sent by mail, chat or phone. The community’s own threads and searches without a hit count
        by themselves.
      </p>
      <LinkButton look="primary" href="/desk/requests/imports/new">
        Import requests
      </LinkButton>
    </Empty>
  ) : (
    <Empty title={view.run?.state === 'running' ? 'Topics are being found.' : 'No topic was found yet.'}>
      <p>{NO_TOPIC_WORDS[view.run?.state ?? 'never']}</p>
    </Empty>
  )
}

/** Why there is no topic, by how the last run went. */
const NO_TOPIC_WORDS = {
  never: 'Topics are found every night, or now.',
  running: 'They appear here once the run is done. You can leave this page.',
  done: 'What is there asks too different things. More requests will show what they have in common.',
  failed: 'The last run did not get through. Mine again, or look at Jobs for what stopped it.',
  cancelled: 'The last run was cancelled. Mine again when it suits you.',
} as const
