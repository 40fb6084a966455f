import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { figure, address } from '#app/ui/words.ts'
import type { TopicPageView } from '../types.ts'
import { hours, savingWords } from './topics-page.tsx'

/** Why a topic stands where it stands: the figures behind its place. */
export function Why({ view }: { readonly view: TopicPageView }) {
  const minutes = (seconds: number): string => `${figure(Math.round(seconds / 60))} min`
  return (
    <section>
      <SectionHead title="Why it stands where it stands" />
      <p>
        <b>{hours(view.saving)}</b> a month an article would save: {savingWords(view.savingParts)}.
      </p>
      <dl className="facts">
        <dt>Askers</dt>
        <dd>{figure(view.askerCount)}</dd>
        <dt>Requests</dt>
        <dd>{figure(view.requestCount)}</dd>
        <dt>Spent by hand</dt>
        <dd>{view.handlingSeconds > 0 ? minutes(view.handlingSeconds) : 'nobody measured'}</dd>
        <dt>Left unanswered</dt>
        <dd>{Math.round(view.unansweredShare * 100)} %</dd>
        <dt>Trend</dt>
        <dd>
          {view.trend >= 133
            ? `growing ${view.trend - 100} %`
            : view.trend <= 75
              ? `falling ${100 - view.trend} %`
              : 'steady'}
        </dd>
        {view.lastAt !== null && (
          <>
            <dt>Last asked</dt>
            <dd>
              <Time at={view.lastAt} />
            </dd>
          </>
        )}
        {view.subject && (
          <>
            <dt>Subject</dt>
            <dd>
              <a href={address('/desk/topics', { subject: String(view.subject.id) })}>{view.subject.title}</a>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
