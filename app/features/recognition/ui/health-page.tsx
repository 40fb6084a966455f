import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Table } from '#app/ui/table.tsx'
import type { ApplicationRow, HealthRow } from '../queries/health.server.ts'
import { recognitionDeskWords } from '../words/desk.ts'

export interface HealthPageProps {
  readonly people: readonly HealthRow[]
  readonly applications: readonly ApplicationRow[]
  readonly mayDecide: boolean
  readonly sentBack?: SentBack | undefined
}

/** Who would like to become an advocate, and how those who help are doing. */
export function HealthPage({ people, applications, mayDecide, sentBack }: HealthPageProps) {
  const t = useWords(recognitionDeskWords)
  return (
    <>
      <section>
        <SectionHead title={t('applications.title')} />
        <ErrorSummary errors={sentBack?.errors} />
        {applications.length === 0 && <p className="meta">{t('applications.none')}</p>}
        <ul className="applications">
          {applications.map((row) => (
            <Application key={row.id} row={row} mayDecide={mayDecide} sentBack={sentBack} />
          ))}
        </ul>
      </section>
      <section>
        <SectionHead title={t('health.title')} />
        {people.length === 0 ? (
          <Empty title={t('health.none')} level={3} />
        ) : (
          <>
            <Table
              caption={t('health.title')}
              rows={people}
              keyOf={(row) => row.person.id}
              columns={[
                {
                  head: t('person'),
                  name: true,
                  cell: (row) => (
                    <span className="board-name">
                      <Person person={row.person} />
                      <span>
                        <a href={`/members/${row.person.handle}`} dir="auto">
                          {row.person.name}
                        </a>
                        <span className="meta">
                          {[row.level, ...row.flags.map((flag) => t(`flag.${flag}`))]
                            .filter((words) => words !== null)
                            .join(' · ')}
                        </span>
                      </span>
                    </span>
                  ),
                },
                { head: t('answers'), figures: true, cell: (row) => figureIn(t.locale, row.answers) },
                {
                  head: t('accepted'),
                  figures: true,
                  cell: (row) =>
                    row.answers === 0
                      ? figureIn(t.locale, row.accepted)
                      : `${figureIn(t.locale, row.accepted)} (${Math.min(100, Math.round((100 * row.accepted) / row.answers))} %)`,
                },
                {
                  head: t('lastSeen'),
                  cell: (row) => (row.lastAt === null ? t('never') : <Time at={row.lastAt} as="day" />),
                },
                { head: t('thanks'), figures: true, cell: (row) => figureIn(t.locale, row.thanks) },
                {
                  head: t('thank'),
                  cell: (row) => (
                    <LinkButton small href={`/desk/advocates/${row.person.id}/thanks`}>
                      {t('thank')}
                    </LinkButton>
                  ),
                },
              ]}
            />
            <p className="meta">{t('health.rule')}</p>
          </>
        )}
      </section>
    </>
  )
}

interface ApplicationProps {
  readonly row: ApplicationRow
  readonly mayDecide: boolean
  readonly sentBack: SentBack | undefined
}

function Application({ row, mayDecide, sentBack }: ApplicationProps) {
  const t = useWords(recognitionDeskWords)
  const isBack = sentBack?.values?.['application'] === String(row.id)
  return (
    <li>
      <p className="flow">
        <Person person={row.person} />
        <a href={`/members/${row.person.handle}`} dir="auto">
          <b>{row.person.name}</b>
        </a>
        <span className="meta">
          {t('applications.facts', { points: row.points, accepted: row.accepted })} ·{' '}
          {t.rich('applications.since', { time: <Time at={row.at} /> })}
        </span>
      </p>
      <p className="prose-words" dir="auto">
        {row.words}
      </p>
      {mayDecide && (
        <form method="post" action="/desk/advocates" className="stack tight">
          <input type="hidden" name="application" value={row.id} />
          <Field
            label={t('decline.reason')}
            name="reason"
            id={`reason-${row.id}`}
            maxLength={500}
            defaultValue={isBack ? sentBack?.values?.['reason'] : undefined}
            error={isBack ? sentBack?.errors?.['reason'] : undefined}
          />
          <p className="flow">
            <Button name="verdict" value="granted" small>
              {t('grant')}
            </Button>
            <Button name="verdict" value="declined" small look="plain">
              {t('decline')}
            </Button>
          </p>
        </form>
      )}
    </li>
  )
}
