import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Select } from '#app/ui/field.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person } from '#app/ui/person.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { dueWords } from '#app/ui/time-words.ts'
import { address } from '#app/ui/words.ts'
import { QUEUES, REASONS, type QueueFilters, type QueueRowView, type QueueView } from '../types.ts'
import { deskWords } from '../words/desk.ts'
import { ScoreBar } from './score-bar.tsx'
import { reasonName, SHORT, shortReasons } from './triage-words.ts'

/** The filters of an address as its parameters; what is as usual is left out. */
export function queueAddress(path: string, filters: QueueFilters, more: Readonly<Record<string, string | null>> = {}) {
  return address(path, {
    queue: filters.queue === 'need' ? null : filters.queue,
    team: filters.team === null ? null : String(filters.team),
    category: filters.category,
    reason: filters.reason,
    ...more,
  })
}

/** Parts of the queue that always have a tab; others only while they hold something or are open. */
const ALWAYS = ['need', 'mine', 'late'] as const

export interface QueuePaneProps {
  readonly view: QueueView
  /** The one that is open beside it. */
  readonly open: number | null
  readonly isLive?: boolean
}

/** The queue: what needs somebody, in order of need, each with its reasons. */
export function QueuePane({ view, open, isLive = false }: QueuePaneProps) {
  const t = useWords(deskWords)
  const { filters, counts, rows } = view
  const parts = QUEUES.filter(
    (name) => ALWAYS.some((one) => one === name) || counts[name] > 0 || filters.queue === name,
  )
  const hasFilter = filters.team !== null || filters.category !== null || filters.reason !== null
  const mayChoose = filters.queue !== 'done' && rows.length > 0
  return (
    <section className="queue" aria-labelledby="queue-h">
      <div className="queue-h">
        <h1 id="queue-h">
          {t('title')}{' '}
          <span className="meta">
            {t('waiting', { count: counts.need })}
            {counts.late > 0 && <> · {t('late', { count: counts.late })}</>}
            {isLive && <> · {t('live')}</>}
          </span>
        </h1>
        <Tabs
          label={t('parts')}
          tabs={parts.map((name) => ({
            href: queueAddress('/desk', { ...filters, queue: name }),
            words: t(`queue.${name}`),
            current: filters.queue === name,
            count: counts[name] || null,
            urgent: name === 'late',
          }))}
        />
        <p className="legend meta" aria-label={t('legend')}>
          <span className="sev">{t('severity')}</span>
          <span className="spr">{t('spread')}</span>
          <span className="inf">{t('influence')}</span>
          <span className="wai">{t('waitingPart')}</span>
        </p>
        <QueueFilterForm view={view} hasFilter={hasFilter} />
      </div>
      {rows.length === 0 ? (
        <EmptyQueue view={view} hasFilter={hasFilter} />
      ) : (
        <ol>
          {rows.map((row) => (
            <QueueRow key={row.id} row={row} filters={filters} isOpen={row.id === open} mayChoose={mayChoose} />
          ))}
        </ol>
      )}
      {mayChoose && (
        <form id="chosen" method="post" action={queueAddress('/desk', filters)} className="bulk">
          <span className="meta">{t('bulk.head')}</span>
          <Button small name="intent" value="claim-chosen">
            {t('bulk.claim')}
          </Button>
          <Button small name="intent" value="release-chosen">
            {t('bulk.release')}
          </Button>
          <Button small name="intent" value="snooze-chosen">
            {t('bulk.snooze')}
          </Button>
          <Button small formMethod="get" formAction="/desk/missions/new">
            {t('bulk.mission')}
          </Button>
        </form>
      )}
      <Paging
        newer={view.newer && queueAddress('/desk', filters, { page: view.newer })}
        older={view.older && queueAddress('/desk', filters, { page: view.older })}
        words={{ newer: t('newer'), older: t('older') }}
      />
      <QueueKeys />
    </section>
  )
}

interface QueueRowProps {
  readonly row: QueueRowView
  readonly filters: QueueFilters
  readonly isOpen: boolean
  readonly mayChoose: boolean
}

function QueueRow({ row, filters, isOpen, mayChoose }: QueueRowProps) {
  const t = useWords(deskWords)
  const href = queueAddress(`/desk/escalations/${row.id}`, filters)
  return (
    <li className={isOpen ? 'q on' : 'q'} data-escalation={row.id}>
      <span className="score" aria-label={t('score', { score: row.score })}>
        {row.score}
      </span>
      <h2 className="q-title">
        <a href={href} aria-current={isOpen ? 'true' : undefined} dir="auto">
          {row.title}
        </a>
      </h2>
      <RowDue row={row} />
      <p className="parts">
        <ScoreBar parts={row.parts} />
        <span>
          {row.isPrivate && !row.reasons.slice(0, SHORT).some(({ reason }) => reason === 'private') && (
            <>{t('private')} · </>
          )}
          {shortReasons(row, t)}
        </span>
      </p>
      <div className="take">
        {row.owner ? (
          <span className="state">
            <Person person={row.owner} /> {row.isMine ? t('you') : row.owner.name}
          </span>
        ) : (
          row.state !== 'resolved' && (
            <form method="post" action={queueAddress('/desk', filters)}>
              <input type="hidden" name="escalation" value={row.id} />
              <Button small look="plain" name="intent" value="claim" aria-label={t('claim.this', { title: row.title })}>
                {t('claim')}
              </Button>
            </form>
          )
        )}
        {mayChoose && (
          <input
            type="checkbox"
            form="chosen"
            name="chosen"
            value={row.id}
            aria-label={t('select', { title: row.title })}
          />
        )}
      </div>
      {isOpen && <p className="sum">{t('sum', { ...row.parts, score: row.score })}</p>}
    </li>
  )
}

/** When what is promised is due, or until when it was put off. */
export function RowDue({ row }: { readonly row: QueueRowView }) {
  const t = useWords(deskWords)
  const moment = useMoment()
  if (row.snoozedUntil !== null)
    return <span className="due">{t.rich('snoozedUntil', { time: <Time at={row.snoozedUntil} as="stamp" /> })}</span>
  if (row.dueAt === null || row.state === 'resolved') return <span className="due" />
  if (row.isPaused) return <span className="due">{t('due.paused')}</span>
  const isLate = row.dueAt <= moment.now
  return (
    <span className="due">
      <span className={isLate ? 'late-word' : undefined}>{dueWords(row.dueAt, moment)}</span>
    </span>
  )
}

function EmptyQueue({ view, hasFilter }: { readonly view: QueueView; readonly hasFilter: boolean }) {
  const t = useWords(deskWords)
  const { filters, oldestElsewhere } = view
  return (
    <Empty title={t(`empty.${filters.queue}`)}>
      {hasFilter ? (
        <p>
          {t.rich('empty.filtered', {
            link: (inner) => (
              <a href={queueAddress('/desk', { queue: filters.queue, team: null, category: null, reason: null })}>
                {inner}
              </a>
            ),
          })}
        </p>
      ) : (
        filters.queue === 'need' && (
          <p>
            {oldestElsewhere === null
              ? t('empty.none')
              : t.rich('empty.oldest', {
                  time: <Time at={oldestElsewhere.at} />,
                  link: (inner) => <a href={oldestElsewhere.address}>{inner}</a>,
                })}
          </p>
        )
      )}
    </Empty>
  )
}

function QueueFilterForm({ view, hasFilter }: { readonly view: QueueView; readonly hasFilter: boolean }) {
  const t = useWords(deskWords)
  const { filters, teams, categories, views } = view
  const all = { value: '', words: t('filter.all') }
  return (
    <details className="queue-filters" open={hasFilter || undefined}>
      <summary>
        {t('filters')}
        {views.length > 0 && <span className="meta"> · {t('views.head')}</span>}
      </summary>
      {views.length > 0 && (
        <ul className="views">
          {views.map((saved) => (
            <li key={saved.id}>
              <a href={`/desk?${saved.query}`}>{saved.name}</a>
              <form method="post" action={queueAddress('/desk', filters)}>
                <input type="hidden" name="view" value={saved.id} />
                <button
                  className="linky"
                  name="intent"
                  value="remove-view"
                  aria-label={t('views.remove', { name: saved.name })}
                >
                  ×
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form method="get" action="/desk" className="flow">
        {filters.queue !== 'need' && <input type="hidden" name="queue" value={filters.queue} />}
        {teams.length > 0 && (
          <Select
            label={t('filter.team')}
            name="team"
            defaultValue={filters.team === null ? '' : String(filters.team)}
            options={[all, ...teams.map((team) => ({ value: String(team.id), words: team.name }))]}
          />
        )}
        <Select
          label={t('filter.category')}
          name="category"
          defaultValue={filters.category ?? ''}
          options={[all, ...categories.map(({ slug, name }) => ({ value: slug, words: name }))]}
        />
        <Select
          label={t('filter.reason')}
          name="reason"
          defaultValue={filters.reason ?? ''}
          options={[all, ...REASONS.map((reason) => ({ value: reason, words: reasonName(reason, t) }))]}
        />
        <Button small>{t('filter.apply')}</Button>
        {hasFilter && (
          <a href={queueAddress('/desk', { ...filters, team: null, category: null, reason: null })}>
            {t('filter.clear')}
          </a>
        )}
      </form>
      <form method="post" action={queueAddress('/desk', filters)} className="flow">
        <input type="hidden" name="query" value={queueAddress('', filters).slice(1)} />
        <label className="hide" htmlFor="view-name">
          {t('views.name')}
        </label>
        {/* The label is for screen readers; in this narrow row the field itself shows what belongs into it. */}
        <input id="view-name" name="name" maxLength={40} placeholder={t('views.name')} />
        <Button small name="intent" value="save-view">
          {t('views.save')}
        </Button>
      </form>
    </details>
  )
}

const KEYS = [
  [['j', 'k'], 'move'],
  [['o'], 'open'],
  [['c'], 'claim'],
  [['s'], 'snooze'],
  [['r'], 'reply'],
  [['h'], 'handOver'],
  [['d'], 'details'],
  [['p'], 'private'],
  [['1–9'], 'insert'],
  [['x'], 'select'],
  [['z'], 'undo'],
  [['?'], 'all'],
] as const

/** The keys of the desk, where there is a keyboard. */
function QueueKeys() {
  const t = useWords(deskWords)
  return (
    <p className="desk-keys" aria-label={t('keys.title')}>
      {KEYS.map(([keys, name]) => (
        <span key={name}>
          {keys.map((key) => (
            <span key={key}>
              <kbd>{key}</kbd>{' '}
            </span>
          ))}
          {t(`keys.${name}`)}
        </span>
      ))}
    </p>
  )
}
