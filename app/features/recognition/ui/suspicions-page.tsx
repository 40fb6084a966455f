import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Field } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Table } from '#app/ui/table.tsx'
import type { EvidenceRow, SuspicionView } from '../queries/suspicions.server.ts'
import { recognitionDeskWords } from '../words/desk.ts'

type Speaker = PageSpeaker<typeof recognitionDeskWords.messages>

export interface SuspicionsPageProps {
  readonly rows: readonly SuspicionView[]
}

/** Pairs, rings and fed accounts with their evidence, and what a moderator decides about each. */
export function SuspicionsPage({ rows }: SuspicionsPageProps) {
  const t = useWords(recognitionDeskWords)
  if (rows.length === 0)
    return (
      <Empty title={t('suspicions.none')} well="solved">
        <p>{t('suspicions.noneText')}</p>
      </Empty>
    )
  return (
    <ul className="suspicions">
      {rows.map((row) => (
        <Suspicion key={row.id} row={row} />
      ))}
    </ul>
  )
}

function Suspicion({ row }: { readonly row: SuspicionView }) {
  const t = useWords(recognitionDeskWords)
  const title = row.kind === 'ring' ? t('kind.ring', { count: row.people.length }) : t(`kind.${row.kind}`)
  return (
    <li id={`s${row.id}`}>
      <h2 className="t3">{title}</h2>
      <p className="meta">
        {t.rich('evidence.line', { times: row.times, share: row.share, time: <Time at={row.foundAt} /> })}
      </p>
      <p className="flow">
        {row.people.map((person) => (
          <a key={person.id} className="tag" href={`/members/${person.handle}`} dir="auto">
            {person.name}
          </a>
        ))}
      </p>
      {row.evidence.length > 0 && (
        <details open={row.verdict === null || undefined}>
          <summary>{t('times')}</summary>
          <Evidence rows={row.evidence} title={title} />
        </details>
      )}
      {row.verdict === null ? (
        <form method="post" action="/desk/advocates/suspicions" className="stack tight">
          <input type="hidden" name="suspicion" value={row.id} />
          <Field label={t('why.label')} name="reason" id={`reason-${row.id}`} maxLength={500} />
          <p className="flow">
            <Button small name="verdict" value="harmless">
              {t('harmless')}
            </Button>
            <Button small look="danger" name="verdict" value="barred">
              {t('bar')}
            </Button>
          </p>
        </form>
      ) : (
        <form method="post" action="/desk/advocates/suspicions" className="flow">
          <input type="hidden" name="suspicion" value={row.id} />
          <span>
            {t.rich(`verdict.${row.verdict}`, {
              name: row.settledBy?.name ?? t('former'),
              time: <Time at={row.settledAt ?? row.foundAt} />,
            })}{' '}
            {row.reason !== '' && <span dir="auto">{row.reason}</span>}
          </span>
          <Button small look="plain" name="verdict" value="reopen">
            {t('reopen')}
          </Button>
        </form>
      )}
    </li>
  )
}

function Evidence({ rows, title }: { readonly rows: readonly EvidenceRow[]; readonly title: string }) {
  const t = useWords(recognitionDeskWords)
  return (
    <Table
      caption={title}
      rows={rows}
      keyOf={(row) => `${row.from?.id ?? 0}-${row.to?.id ?? 0}`}
      columns={[
        { head: t('from'), name: true, cell: (row) => row.from?.name ?? t('former') },
        { head: t('to'), cell: (row) => row.to?.name ?? t('former') },
        { head: t('times'), figures: true, cell: (row) => figureIn(t.locale, row.times) },
        { head: t('points'), figures: true, cell: (row) => figureIn(t.locale, row.points) },
        { head: t('quickest'), figures: true, cell: (row) => (row.quickest === null ? '' : span(row.quickest, t)) },
      ]}
    />
  )
}

function span(ms: number, t: Speaker): string {
  if (ms < HOUR) return t('minutes', { minutes: Math.max(1, Math.round(ms / MINUTE)) })
  return ms < 2 * DAY ? t('hours', { hours: Math.round(ms / HOUR) }) : t('days', { days: Math.round(ms / DAY) })
}
