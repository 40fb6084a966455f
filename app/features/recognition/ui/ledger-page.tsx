import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { LedgerRow } from '../queries/recognition.server.ts'
import { POINT_REASONS, type PointReason } from '../types.ts'
import { recognitionWords } from '../words/recognition.ts'

export interface LedgerPageProps {
  readonly rows: readonly LedgerRow[]
}

const isReason = (reason: string): reason is PointReason => (POINT_REASONS as readonly string[]).includes(reason)
const isHeld = (held: string): held is 'pair' | 'day' | 'barred' => ['pair', 'day', 'barred'].includes(held)

/** Each outcome that earned something for the viewer. */
export function LedgerPage({ rows }: LedgerPageProps) {
  const t = useWords(recognitionWords)
  return (
    <div className="column stack">
      <header>
        <h1 className="title">{t('ledger.title')}</h1>
        <p className="lead">{t('ledger.lead')}</p>
        <p>
          <a className="link" href="/advocates/points">
            {t('ledger.how')}
          </a>
        </p>
      </header>
      {rows.length === 0 ? (
        <Empty title={t('ledger.none')} />
      ) : (
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">{t('ledger.what')}</th>
              <th scope="col">{t('ledger.when')}</th>
              <th scope="col" className="r">
                {t('ledger.points')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className={row.isReversed ? 'gone' : undefined}>
                <td>
                  {isReason(row.reason) ? t(`reason.${row.reason}`) : row.reason}
                  {row.isReversed && ` (${t('reversed')})`}
                  {row.title !== null && row.address !== null && (
                    <span className="meta">
                      <a href={row.address} dir="auto">
                        {row.title}
                      </a>
                    </span>
                  )}
                  {row.held !== null && isHeld(row.held) && <span className="meta">{t(`held.${row.held}`)}</span>}
                </td>
                <td className="meta">
                  <Time at={row.at} as="day" />
                </td>
                <td className="r num">{figureIn(t.locale, row.points)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
