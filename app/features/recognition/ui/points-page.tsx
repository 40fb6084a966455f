import { listIn, figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { POINT_REASONS, type Level, type PointRules } from '../types.ts'
import { pointWords } from '../words/points.ts'

export interface PointsPageProps {
  readonly rules: PointRules
  readonly levels: readonly Level[]
}

/** How points, reputation and levels work here, with the figures that hold now. */
export function PointsPage({ rules, levels }: PointsPageProps) {
  const t = useWords(pointWords)
  const { weights } = rules
  return (
    <div className="column">
      <h1 className="title">{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <SectionHead title={t('earns')} />
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{t('outcome')}</th>
            <th scope="col" className="r">
              {t('points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {POINT_REASONS.map((reason) => {
            const worth = reason === 'mission' ? null : weights[reason]
            if (worth === 0) return null
            return (
              <tr key={reason}>
                <td>
                  {reason === 'waited'
                    ? t('what.waited', { days: rules.waitedDays, most: rules.waitedMost })
                    : t(`what.${reason}`)}
                </td>
                <td className="r num">{worth === null ? t('missionPoints') : figureIn(t.locale, worth)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <SectionHead title={t('fair')} />
      <ul className="prose-list">
        <li>{t('fair.taken')}</li>
        <li>{t('fair.staff')}</li>
        <li>{t('fair.pair', { cap: rules.pairCap })}</li>
        <li>{t('fair.day', { cap: rules.dayCap })}</li>
      </ul>
      <SectionHead title={t('reputation')} />
      <ul className="prose-list">
        <li>{t('reputation.decay', { days: rules.halfLifeDays })}</li>
        <li>{t('reputation.grace', { days: rules.graceDays })}</li>
        <li>{t('reputation.spend')}</li>
      </ul>
      {levels.length > 0 && (
        <>
          <SectionHead title={t('levels')} />
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">{t('level')}</th>
                <th scope="col">{t('brings')}</th>
                <th scope="col" className="r">
                  {t('from')}
                </th>
              </tr>
            </thead>
            <tbody>
              {levels.map((level) => (
                <tr key={level.id}>
                  <td>
                    <b dir="auto">{level.name}</b>
                  </td>
                  <td dir="auto">
                    {[
                      level.rights.length === 0
                        ? t('nothing')
                        : listIn(
                            t.locale,
                            level.rights.map((right) => t(`right.${right}`)),
                          ),
                      level.perks,
                      level.needsApplication ? t('applies') : '',
                    ]
                      .filter((words) => words !== '')
                      .join('. ')}
                  </td>
                  <td className="r num">{figureIn(t.locale, level.threshold)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}
