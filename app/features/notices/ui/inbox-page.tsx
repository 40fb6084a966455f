import { inboxWords } from '#app/features/notices/words/inbox.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Well } from '#app/ui/icon.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { dayWords } from '#app/ui/time-words.ts'
import { address } from '#app/ui/words.ts'
import type { InboxView, NoticeView } from '../types.ts'
import { groupNotices } from './group-notices.ts'

export interface InboxPageProps {
  readonly view: InboxView
}

/** What one should know, by day and thread, each as a sentence. */
export function InboxPage({ view }: InboxPageProps) {
  const t = useWords(inboxWords)
  const moment = useMoment()
  const days = groupNotices(view.rows, (at) => dayWords(at, moment))
  const to = (page: string | null) => (page === null ? null : address('/inbox', { page }))
  return (
    <div className="column">
      <header className="page-h desk-h">
        <h1 className="tool-title">{t('inbox')}</h1>
        <span className="meta">
          {view.unread === 0 ? t('nothingUnread') : t('unreadUnread', { unread: view.unread })}
        </span>
        {view.unread > 0 && (
          <form method="post" action="/inbox">
            <Button look="plain" small name="intent" value="read-all">
              {t('markAllAsRead')}
            </Button>
          </form>
        )}
        <a className="meta" href="/settings/notices">
          {t('whatReaches')}
        </a>
      </header>
      {days.length === 0 && (
        <Empty well="covered" title={t('nothingHasHappenedYet')}>
          <p>{t('answersToWhat')}</p>
          <a className="more" href="/unanswered">
            {t('seeWhatWaits')}
          </a>
        </Empty>
      )}
      {days.map((day) => (
        <section className="day" key={day.words}>
          <div className="sec">
            <h2>{day.words.charAt(0).toLocaleUpperCase(t.locale) + day.words.slice(1)}</h2>
          </div>
          <ul className="rows">
            {day.threads.map((notices) => (
              <ThreadNotices key={notices[0].id} notices={notices} />
            ))}
          </ul>
        </section>
      ))}
      <Paging newer={to(view.newer)} older={to(view.older)} />
    </div>
  )
}

function ThreadNotices({ notices }: { readonly notices: readonly [NoticeView, ...NoticeView[]] }) {
  const t = useWords(inboxWords)
  const [first] = notices
  const isFresh = notices.some((notice) => !notice.read)
  const more = notices.length - 1
  return (
    <li className={isFresh ? 'row plain fresh' : 'row plain'}>
      <Well state={first.about.state} />
      <div>
        <h3 className="row-title">
          <a href={first.address} dir="auto">
            {first.about.title}
          </a>
        </h3>
        {notices.map((notice) => (
          <p key={notice.id}>
            {!notice.read && <b>{t('new')} </b>}
            <a className="quiet" href={notice.address}>
              {notice.words}
            </a>{' '}
            <Time className="meta" at={notice.at} />
          </p>
        ))}
        {more > 2 && <p className="meta">{t('eventOn', { notices: notices.length })}</p>}
      </div>
      {isFresh && (
        <form method="post" action="/inbox">
          <input type="hidden" name="intent" value="read" />
          {notices
            .filter((notice) => !notice.read)
            .map((notice) => (
              <input key={notice.id} type="hidden" name="notice" value={notice.id} />
            ))}
          <Button look="plain" small aria-label={t('markAsReadTitle', { title: first.about.title })}>
            {t('read')}
          </Button>
        </form>
      )}
    </li>
  )
}
