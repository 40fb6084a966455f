import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Well } from '#app/ui/icon.tsx'
import { Time, useMoment } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { dayWords } from '#app/ui/time-words.ts'
import { address, counted } from '#app/ui/words.ts'
import type { InboxView, NoticeView } from '../types.ts'
import { groupNotices } from './group-notices.ts'

export interface InboxPageProps {
  readonly view: InboxView
}

/** What one should know, by day and thread, each as a sentence. */
export function InboxPage({ view }: InboxPageProps) {
  const moment = useMoment()
  const days = groupNotices(view.rows, (at) => dayWords(at, moment))
  const to = (page: string | null) => (page === null ? null : address('/inbox', { page }))
  return (
    <div className="column">
      <header className="page-h desk-h">
        <h1 className="tool-title">Inbox</h1>
        <span className="meta">{view.unread === 0 ? 'nothing unread' : `${view.unread} unread`}</span>
        {view.unread > 0 && (
          <form method="post" action="/inbox">
            <Button look="plain" small name="intent" value="read-all">
              Mark all as read
            </Button>
          </form>
        )}
        <a className="meta" href="/settings/notices">
          What reaches you
        </a>
      </header>
      {days.length === 0 && (
        <Empty well="covered" title="Nothing has happened yet.">
          <p>Answers to what you ask, and whatever moves in what you follow, will stand here.</p>
          <a className="more" href="/unanswered">
            See what waits for an answer
          </a>
        </Empty>
      )}
      {days.map((day) => (
        <section className="day" key={day.words}>
          <div className="sec">
            <h2>{day.words.charAt(0).toUpperCase() + day.words.slice(1)}</h2>
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
            {!notice.read && <b>New: </b>}
            <a className="quiet" href={notice.address}>
              {notice.actor ? `${notice.actor.name} ${notice.words}` : notice.words}
            </a>{' '}
            <Time className="meta" at={notice.at} />
          </p>
        ))}
        {more > 2 && <p className="meta">{counted(notices.length, 'event')} on this</p>}
      </div>
      {isFresh && (
        <form method="post" action="/inbox">
          <input type="hidden" name="intent" value="read" />
          {notices
            .filter((notice) => !notice.read)
            .map((notice) => (
              <input key={notice.id} type="hidden" name="notice" value={notice.id} />
            ))}
          <Button look="plain" small aria-label={`Mark as read: ${first.about.title}`}>
            Read
          </Button>
        </form>
      )}
    </li>
  )
}
