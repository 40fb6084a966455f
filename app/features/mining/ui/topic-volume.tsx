import { topicWords } from '#app/features/mining/words/topic.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { WeekBars } from '#app/ui/week-bars.tsx'
import type { TopicPageView } from '../types.ts'
import { bold } from './bold.tsx'
import { oneDigit } from './saving.ts'

/** How many requests a topic gets a week, as bars and as a table. */
export function Volume({ view }: { readonly view: TopicPageView }) {
  const t = useWords(topicWords)
  const weeks = view.volume.weeks
  return (
    <section>
      <SectionHead title={t('requestsAWeek')} />
      <WeekBars weeks={weeks} articleFrom={view.volume.articleFrom} tall />
      {view.beforeAndSince && (
        <p>
          {t.rich('beforeAndSince', {
            b: bold,
            before: oneDigit(t.locale, view.beforeAndSince.before),
            since: oneDigit(t.locale, view.beforeAndSince.since),
          })}
        </p>
      )}
      <p className="meta">
        {view.channels.map((one) => t('ofChannel', one)).join(' · ')}
        {view.season > 30 && <> · {t('comesBackEveryYear')}</>}
      </p>
      <details className="fold">
        <summary>{t('asATable')}</summary>
        <table className="table">
          <caption className="hide">{t('requestsAWeek')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('weekFrom')}</th>
              <th scope="col" className="r">
                {t('requests')}
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks
              .filter((week) => week.requests > 0)
              .map((week) => (
                <tr key={week.at}>
                  <th scope="row">
                    <Time at={week.at} as="day" />
                  </th>
                  <td className="r" data-head={t('requests')}>
                    {figureIn(t.locale, week.requests)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
