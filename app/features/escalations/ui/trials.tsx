import { useWords } from '#app/locale/react.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Table } from '#app/ui/table.tsx'
import type { DryRunView, NewOrderView } from '../types/second-tier.ts'
import { secondTierWords } from '../words/second-tier.ts'
import { ScoreBar } from './score-bar.tsx'

/** What a rule would have done with past threads, in figures and with the newest of them. */
export function DryRunResult({ view }: { readonly view: DryRunView }) {
  const t = useWords(secondTierWords)
  const { rule, days, looked, isCut, found, foundUnanswered, unanswered, rows } = view
  return (
    <section id="dry" className="trial" aria-labelledby="dry-h" tabIndex={-1}>
      <h3 id="dry-h">{t('dry.head', { days })}</h3>
      <p>
        {found === 0
          ? t('dry.none', { looked, days })
          : t(rule === 'atRisk' ? 'dry.asked' : 'dry.found', { found, looked, days })}{' '}
        {unanswered === 0
          ? t('dry.allAnswered')
          : found > 0 &&
            t('dry.unanswered', {
              found: foundUnanswered,
              unanswered,
              share: Math.round((foundUnanswered / unanswered) * 100),
            })}{' '}
        {isCut && t('dry.cut', { looked })}
      </p>
      {rows.length > 0 && (
        <>
          <p className="meta">{t('dry.first')}</p>
          <ul className="side-list">
            {rows.map((row) => (
              <li key={row.address}>
                <a href={row.address} dir="auto">
                  {row.title}
                </a>{' '}
                <span className="meta">
                  <Time at={row.askedAt} />
                  {row.isUnanswered && <> · {t('dry.never')}</>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** The first places of the queue, as they are and as other weights would fill them. */
export function NewOrder({ view }: { readonly view: NewOrderView }) {
  const t = useWords(secondTierWords)
  const rows = view.places.map((place, at) => ({ ...place, at: at + 1 }))
  return (
    <section id="order" className="trial" aria-labelledby="order-h" tabIndex={-1}>
      <h3 id="order-h">{t('new.head')}</h3>
      {rows.length === 0 ? (
        <p>{t('new.none')}</p>
      ) : (
        <>
          <p className="meta">{t('new.note', { count: view.count })}</p>
          <Table
            caption={t('new.head')}
            rows={rows}
            keyOf={(row) => row.at}
            columns={[
              { head: t('new.place'), figures: true, cell: (row) => row.at },
              {
                head: t('new.now'),
                cell: (row) => <Placed one={row.now} words={t('new.score', { score: row.now.score })} />,
              },
              {
                head: t('new.then'),
                cell: ({ at, then }) => (
                  <Placed
                    one={then}
                    words={
                      then.was === at
                        ? t('new.same', { score: then.score })
                        : t('new.was', { score: then.score, was: then.was })
                    }
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}

interface PlacedProps {
  readonly one: NewOrderView['places'][number]['now']
  readonly words: string
}

function Placed({ one, words }: PlacedProps) {
  return (
    <div className="placed">
      <a href={`/desk/escalations/${one.id}`} dir="auto">
        {one.title}
      </a>
      <p className="parts">
        <ScoreBar parts={one.parts} />
        <span>{words}</span>
      </p>
    </div>
  )
}
