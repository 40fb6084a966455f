import { MINUTE } from '#app/kernel/clock.ts'
import { useWords } from '#app/locale/react.tsx'
import type { Speaker } from '#app/locale/speak.ts'
import { CountButton, CountLink } from '#app/ui/count-button.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { byWords, dueWords, noneYetWords, spanWords, tookWords, type Moment } from '#app/ui/time-words.ts'
import type { ThreadPageView } from '../types.ts'
import { threadWords } from '../words/thread.ts'
import { hasAnswers } from './kinds.ts'

export interface ThreadSideProps {
  readonly view: ThreadPageView
  readonly signIn: string | null
}

/** Beside a thread: follow and share, how it went, and what others asked. */
export function ThreadSide({ view, signIn }: ThreadSideProps) {
  const t = useWords(threadWords)
  return (
    <aside className="side" aria-label={t('side')}>
      <section className="acts">
        {signIn === null ? (
          <CountButton
            action={`/t/${view.id}/following`}
            icon="follow"
            label={view.following ? t('following') : t('follow')}
            count={view.followerCount}
            pressed={view.following}
            disabled={!view.may.follow}
          />
        ) : (
          <CountLink href={signIn} icon="follow" label={t('follow')} count={view.followerCount} />
        )}
        <a className="count" href={view.address} data-share={view.url} data-title={view.title}>
          <span>
            <Icon name="link" />
            {t('share')}
          </span>
        </a>
        {view.may.moderate && (
          <a className="count" href={`/t/${view.id}/moderation`}>
            <span>{t('moderate')}</span>
          </a>
        )}
        {view.may.inviteToPanel && (
          <a className="count" href={`/desk/panels/invite?thread=${view.id}`}>
            <span>{t('inviteToPanel')}</span>
          </a>
        )}
        {view.secondTier.escalation !== null && (
          <a className="count" href={`/desk/escalations/${view.secondTier.escalation}`}>
            <span>{t('atDesk')}</span>
          </a>
        )}
        {view.may.askForHelp && (
          <a className="count" href={`/t/${view.id}/escalation`}>
            <span>{t('askForHelp')}</span>
          </a>
        )}
      </section>
      {view.articles.length > 0 && (
        <section>
          <SectionHead title={t('madeArticle')} />
          <ArticleList articles={view.articles} />
        </section>
      )}
      {view.mayDraft && view.articles.length === 0 && (
        <form method="post" action="/desk/articles/new">
          <input type="hidden" name="thread" value={view.id} />
          <button className="button small">{t('makeArticle')}</button>
        </form>
      )}
      {view.mayHelp.length > 0 && (
        <section>
          <SectionHead title={t('mayHelp')} />
          <ArticleList articles={view.mayHelp} />
        </section>
      )}
      <section>
        <SectionHead title={t('facts')} />
        <Facts view={view} />
      </section>
      {view.nearby.length > 0 && (
        <section>
          <SectionHead title={view.isAsker && view.accepted === null ? t('nearby.asker') : t('nearby')} />
          <ul className="side-list">
            {view.nearby.map((thread) => (
              <li key={thread.id}>
                <Well state={thread.state} />
                <a href={thread.address} dir="auto">
                  {thread.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

function ArticleList({ articles }: { readonly articles: ThreadPageView['articles'] }) {
  return (
    <ul className="side-list">
      {articles.map((article) => (
        <li key={article.address}>
          <Well state="covered" />
          <a href={article.address} dir="auto">
            {article.title}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Facts({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  const moment = useMoment()
  const promise = promiseFact(view, moment, t)
  return (
    <dl className="facts">
      <dt>{t('fact.asked')}</dt>
      <dd>
        <Time at={view.createdAt} as="stamp" />
      </dd>
      {hasAnswers(view.kind) && (
        <>
          <dt>{t('fact.firstAnswer')}</dt>
          <dd>
            {view.firstAnswerAt === null
              ? noneYetWords(moment.now - view.createdAt, moment.locale)
              : tookWords(view.firstAnswerAt - view.createdAt, moment.locale)}
          </dd>
        </>
      )}
      {view.solvedAt !== null && (
        <>
          <dt>{t('fact.solved')}</dt>
          <dd>{tookWords(view.solvedAt - view.createdAt, moment.locale)}</dd>
        </>
      )}
      {view.secondTier.since !== null && (
        <>
          <dt>{t('fact.support')}</dt>
          <dd>{t.rich('support.since', { when: <Time at={view.secondTier.since} as="stamp" /> })}</dd>
        </>
      )}
      {promise && (
        <>
          <dt>{t('fact.promise')}</dt>
          <dd className={promise.late ? 'late-word' : undefined}>{promise.words}</dd>
        </>
      )}
      {view.readCount > 0 && (
        <>
          <dt>{t('fact.read')}</dt>
          <dd>{t('reads', { count: view.readCount })}</dd>
        </>
      )}
    </dl>
  )
}

function promiseFact(
  view: ThreadPageView,
  moment: Moment,
  t: Speaker<typeof threadWords.messages>,
): { readonly words: string; readonly late: boolean } | null {
  if (view.due === null) return null
  const { at } = view.due
  const isWaiting = view.state === 'open' || view.state === 'late' || view.state === 'paused'
  if (!isWaiting) {
    if (view.firstAnswerAt === null) return null
    const early = at - view.firstAnswerAt
    if (early < 0) return { words: t('promise.broken', { span: spanWords(-early, moment.locale) }), late: true }
    return {
      words: early < MINUTE ? t('promise.kept') : t('promise.early', { span: spanWords(early, moment.locale) }),
      late: false,
    }
  }
  if (view.state === 'paused') return { words: t('promise.paused'), late: false }
  return at < moment.now
    ? { words: dueWords(at, moment), late: true }
    : { words: t('promise.by', { when: byWords(at, moment) }), late: false }
}
