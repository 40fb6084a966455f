import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { OverviewView, QueueFilters, QueueRowView } from '../types.ts'
import { deskWords } from '../words/desk.ts'
import { queueAddress, RowDue } from './queue-pane.tsx'
import { shortReasons } from './triage-words.ts'

export interface OverviewProps {
  readonly overview: OverviewView | undefined
  readonly filters: QueueFilters
}

/** What stands beside the queue while nothing is open: one's own work, what falls due soon, what came back. */
export function Overview({ overview, filters }: OverviewProps) {
  const t = useWords(deskWords)
  return (
    <section className="work overview" aria-labelledby="overview-h">
      <h2 id="overview-h" className="work-title">
        {t('choose')}
      </h2>
      <p className="meta">
        {t.rich('choose.how', {
          link: (inner) => (
            <a className="link" href="/desk/second-tier">
              {inner}
            </a>
          ),
        })}
      </p>
      {overview && (
        <>
          <OverviewPart name="mine" rows={overview.mine} filters={filters} />
          <OverviewPart name="soon" rows={overview.soon} filters={filters} />
          {overview.back.length > 0 && <OverviewPart name="back" rows={overview.back} filters={filters} />}
        </>
      )}
    </section>
  )
}

interface PartProps {
  readonly name: keyof OverviewView
  readonly rows: readonly QueueRowView[]
  readonly filters: QueueFilters
}

function OverviewPart({ name, rows, filters }: PartProps) {
  const t = useWords(deskWords)
  return (
    <section>
      <SectionHead
        title={t(`queue.${name}`)}
        level={3}
        link={{ href: queueAddress('/desk', { ...filters, queue: name }), words: t('overview.all') }}
      />
      {rows.length === 0 ? (
        <p className="meta">{t(`empty.${name}`)}</p>
      ) : (
        <ul className="overview-list">
          {rows.map((row) => (
            <li key={row.id}>
              <a className="row-title" href={queueAddress(`/desk/escalations/${row.id}`, filters)} dir="auto">
                {row.title}
              </a>
              <RowDue row={row} />
              <span className="meta">{shortReasons(row, t)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
