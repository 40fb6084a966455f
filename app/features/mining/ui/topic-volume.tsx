import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { WeekBars } from '#app/ui/week-bars.tsx'
import { figure } from '#app/ui/words.ts'
import type { TopicPageView } from '../types.ts'

/** How many requests a topic gets a week, as bars and as a table. */
export function Volume({ view }: { readonly view: TopicPageView }) {
  const weeks = view.volume.weeks
  return (
    <section>
      <SectionHead title="Requests a week" />
      <WeekBars weeks={weeks} articleFrom={view.volume.articleFrom} tall />
      {view.beforeAndSince && (
        <p>
          <b>{view.beforeAndSince.before.toFixed(1)}</b> a week before the article,{' '}
          <b>{view.beforeAndSince.since.toFixed(1)}</b> since.
        </p>
      )}
      <p className="meta">
        {view.channels.map((one) => `${one.channel} ${figure(one.requests)}`).join(' · ')}
        {view.season > 30 && ' · comes back every year'}
      </p>
      <details className="fold">
        <summary>As a table of figures</summary>
        <table className="table">
          <caption className="hide">Requests a week</caption>
          <thead>
            <tr>
              <th scope="col">Week from</th>
              <th scope="col" className="r">
                Requests
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
                  <td className="r" data-head="Requests">
                    {figure(week.requests)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
