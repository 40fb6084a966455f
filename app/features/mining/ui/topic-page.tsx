import { topicWords } from '#app/features/mining/words/topic.ts'
import { useWords } from '#app/locale/react.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { bold } from './bold.tsx'
import { Answers } from './topic-answers.tsx'
import { Decide, Decisions } from './topic-decisions.tsx'
import { Groups } from './topic-groups.tsx'
import type { TopicPageProps } from './topic-page-props.ts'
import { Requests } from './topic-requests.tsx'
import { Volume } from './topic-volume.tsx'
import { Why } from './topic-why.tsx'

/** One topic: why it stands where it stands, who asks it how, what answers it, and what editors decided. */
export function TopicPage({ view, closer, errors, values }: TopicPageProps) {
  const t = useWords(topicWords)
  const chosen = new Set(values?.['request']?.split(','))
  return (
    <div className="bench">
      <div>
        <TopicNotices view={view} closer={closer} errors={errors} />
        <section>
          <p className="asked-as" dir="auto">
            {view.aliases.length > 0 &&
              t.rich(view.isRest ? 'suchAs' : 'alsoAskedAs', { phrasings: <Phrasings of={view.aliases} /> })}
          </p>
          <p className="telling" aria-label={t('tellingWords')}>
            {view.words.map((word) => (
              <span key={word}>{word}</span>
            ))}
          </p>
          <a className="to-aside" href="#what-to-do">
            {t('whyItStandsHere')}
          </a>
        </section>
        <Volume view={view} />
        {closer === undefined ? (
          <Requests view={view} chosen={chosen} />
        ) : (
          <Groups view={view} closer={closer} errors={errors} chosen={chosen} />
        )}
      </div>
      <aside id="what-to-do" aria-label={t('whyAndWhat')}>
        <Why view={view} />
        <Answers view={view} />
        <Decide view={view} errors={errors} isParting={closer !== undefined} />
        <Decisions view={view} />
        {view.related.length > 0 && (
          <section>
            <SectionHead title={t('nearIt')} />
            <ul className="side-list">
              {view.related.map((one) => (
                <li key={one.id}>
                  <Icon name="list" />
                  <a href={`/desk/topics/${one.id}`} dir="auto">
                    {one.isRest ? t('othersAbout', { words: one.title }) : one.title}{' '}
                    <span className="meta">{t('askerCount', { count: one.askerCount })}</span>
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
  const t = useWords(topicWords)
  return (
    <>
      <ErrorSummary
        errors={errors}
        ids={{ title: closer ? 'f-split' : 'f-rename', into: 'f-merge', reason: 'f-dismiss' }}
      />
      {view.mergedInto && (
        <Notice>
          {t.rich('joined', {
            b: bold,
            title: <a href={`/desk/topics/${view.mergedInto.id}`}>{view.mergedInto.title}</a>,
          })}
        </Notice>
      )}
      {view.dismissed && (
        <Notice>
          <b>{view.dismissed.never ? t('neverAgainNotice') : t('dismissed')}</b> {view.dismissed.reason}{' '}
          <Time at={view.dismissed.at} />
        </Notice>
      )}
      {view.titleShare !== null && view.mergedInto === null && closer === undefined && (
        <Notice>
          {t.rich('several', {
            b: bold,
            share: view.titleShare,
            link: (inner) => (
              <a className="under" href={`/desk/topics/${view.id}?look=closer`}>
                {inner}
              </a>
            ),
          })}
        </Notice>
      )}
      {view.isRest && view.mergedInto === null && closer === undefined && (
        <Notice>
          {t.rich('others', {
            b: bold,
            link: (inner) => (
              <a className="under" href={`/desk/topics/${view.id}?look=closer`}>
                {inner}
              </a>
            ),
          })}
        </Notice>
      )}
      {view.isProposed && <Notice>{t.rich('proposed', { b: bold })}</Notice>}
    </>
  )
}

/** Other phrasings in one line, each quoted. */
function Phrasings({ of }: { readonly of: readonly string[] }) {
  return of.map((alias, at) => (
    <span key={alias}>
      {at > 0 && ', '}
      <q>{alias}</q>
    </span>
  ))
}
