import { ErrorSummary } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { counted } from '#app/ui/words.ts'
import { Answers } from './topic-answers.tsx'
import { Decide, Decisions } from './topic-decisions.tsx'
import { Groups } from './topic-groups.tsx'
import type { TopicPageProps } from './topic-page-props.ts'
import { Requests } from './topic-requests.tsx'
import { Volume } from './topic-volume.tsx'
import { Why } from './topic-why.tsx'

/** One topic: why it stands where it stands, who asks it how, what answers it, and what editors decided. */
export function TopicPage({ view, closer, errors, values }: TopicPageProps) {
  const chosen = new Set(values?.['request']?.split(','))
  return (
    <div className="bench">
      <div>
        <TopicNotices view={view} closer={closer} errors={errors} />
        <section>
          <p className="asked-as" dir="auto">
            {view.aliases.length > 0 && 'Also asked as '}
            {view.aliases.map((alias, at) => (
              <span key={alias}>
                {at > 0 && ', '}
                <q>{alias}</q>
              </span>
            ))}
          </p>
          <p className="telling" aria-label="Telling words">
            {view.words.map((word) => (
              <span key={word}>{word}</span>
            ))}
          </p>
          <a className="to-aside" href="#what-to-do">
            Why it stands here, and what to do
          </a>
        </section>
        <Volume view={view} />
        {closer === undefined ? (
          <Requests view={view} chosen={chosen} />
        ) : (
          <Groups view={view} closer={closer} errors={errors} chosen={chosen} />
        )}
      </div>
      <aside id="what-to-do" aria-label="Why, and what to do">
        <Why view={view} />
        <Answers view={view} />
        <Decide view={view} errors={errors} isParting={closer !== undefined} />
        <Decisions view={view} />
        {view.related.length > 0 && (
          <section>
            <SectionHead title="Near it" />
            <ul className="side-list">
              {view.related.map((one) => (
                <li key={one.id}>
                  <Icon name="list" />
                  <a href={`/desk/topics/${one.id}`} dir="auto">
                    {one.title} <span className="meta">{counted(one.askerCount, 'asker')}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </div>
  )
}

function TopicNotices({ view, closer, errors }: TopicPageProps) {
  return (
    <>
      <ErrorSummary
        errors={errors}
        ids={{ title: closer ? 'f-split' : 'f-rename', into: 'f-merge', reason: 'f-dismiss' }}
      />
      {view.mergedInto && (
        <Notice>
          <b>Joined.</b> Its requests are part of{' '}
          <a href={`/desk/topics/${view.mergedInto.id}`}>{view.mergedInto.title}</a> now.
        </Notice>
      )}
      {view.dismissed && (
        <Notice>
          <b>{view.dismissed.never ? 'Never again.' : 'Dismissed.'}</b> {view.dismissed.reason}{' '}
          <Time at={view.dismissed.at} />
        </Notice>
      )}
      {view.isProposed && (
        <Notice>
          <b>Proposed.</b> Several requests that fitted nowhere ask this. The next run confirms it or parts it again.
        </Notice>
      )}
    </>
  )
}
