import type { ReactNode } from 'react'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { DeskBar, type DeskPart } from '#app/ui/frames.tsx'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { SimilarThread } from '#app/features/find/types.ts'
import type { OverviewView, QueueView } from '../types.ts'
import type { WorkView } from '../types/work.ts'
import { deskWords } from '../words/desk.ts'
import { CustomerPane } from './customer-pane.tsx'
import { Overview } from './overview.tsx'
import { queueAddress, QueuePane } from './queue-pane.tsx'
import { useDeskKeys, useInsertLinks } from './use-desk-keys.ts'
import { useLiveDesk } from './use-live-desk.ts'
import { WorkPane, type PanelName } from './work-pane.tsx'

/** What was just done, and how to undo it. */
export interface DoneView {
  readonly done: string | null
  readonly undo: readonly number[]
  readonly count: number
  readonly all: number
}

export interface DeskPageProps {
  readonly queue: QueueView
  readonly parts: readonly DeskPart[]
  readonly done: DoneView
  readonly work: WorkView | null
  /** What stands beside the queue while nothing is open. */
  readonly overview?: OverviewView
  readonly show: PanelName | null
  readonly owner: number
  readonly similar: readonly SimilarThread[]
  readonly articles: readonly { readonly address: string; readonly title: string }[]
  readonly sentBack?: SentBack | undefined
}

/** The desk in three panes: order, work, person. On a phone each is a page of its own. */
export function DeskPage(props: DeskPageProps) {
  const { queue, parts, work, show, owner, similar, articles, sentBack } = props
  useDeskKeys()
  useInsertLinks()
  const { isLive, onTyping } = useLiveDesk(work?.row.id ?? null)
  const notices = <DeskNotices {...props} />
  return (
    <>
      <DeskBar at="escalations" parts={parts} counts={{ escalations: queue.counts.need }} />
      <div className={work === null ? 'desk-panes' : 'desk-panes working'}>
        <div className="desk-queue">
          {work === null && notices}
          <QueuePane view={queue} open={work?.row.id ?? null} isLive={isLive} />
        </div>
        {work === null ? (
          <Overview overview={props.overview} filters={queue.filters} />
        ) : (
          <>
            <div className="desk-work">
              <BackToQueue queue={queue} />
              {notices}
              <WorkPane
                view={work}
                filters={queue.filters}
                show={show}
                owner={owner}
                sentBack={sentBack}
                onTyping={onTyping}
              />
            </div>
            <CustomerPane customer={work.customer} similar={similar} articles={articles} />
          </>
        )}
      </div>
    </>
  )
}

/** On a phone the queue is another page. */
function BackToQueue({ queue }: { readonly queue: QueueView }) {
  const t = useWords(deskWords)
  return (
    <p className="back-to-queue">
      <a href={queueAddress('/desk', queue.filters)}>← {t('queue')}</a>
    </p>
  )
}

type DeskSpeaker = PageSpeaker<typeof deskWords.messages>

const MANY = { claimed: 'done.claimed.many', released: 'done.released.many', snoozed: 'done.snoozed.many' } as const
const ONE = {
  claimed: 'done.claimed',
  released: 'done.released',
  passed: 'done.passed',
  handed: 'done.handed',
  snoozed: 'done.snoozed',
  woke: 'done.woke',
  resolved: 'done.resolved',
  answered: 'done.answered',
  'answered-resolved': 'done.answered-resolved',
  details: 'done.details',
  private: 'done.private',
  'private-told': 'done.private-told',
  note: 'done.note',
  invited: 'done.invited',
  closed: 'done.closed',
  undone: 'done.undone',
  'opened-again': 'done.opened-again',
  view: 'done.view',
  'view-removed': 'done.view-removed',
  customer: 'done.customer',
} as const

function doneWords({ done, count, all }: DoneView, t: DeskSpeaker): string | null {
  if (count > 1 || all > 1) {
    if (count < all) return t('done.partly', { done: count, all })
    const many = ownValue(MANY, done)
    if (many !== null) return t(many, { count })
  }
  const one = ownValue(ONE, done)
  return one === null ? null : t(one)
}

function DeskNotices({ done, work, queue, sentBack, show }: DeskPageProps) {
  const t = useWords(deskWords)
  const words = doneWords(done, t)
  const path = work === null ? '/desk' : `/desk/escalations/${work.row.id}`
  const general =
    sentBack?.errors?.['form'] ?? (show === null && !sentBack?.errors?.['body'] ? firstOf(sentBack) : null)
  return (
    <>
      {general && (
        <Notice tone="signal" live>
          {general}
        </Notice>
      )}
      {words !== null && !sentBack && (
        <Notice tone="good" live>
          {words}
          {done.undo.length > 0 && (
            <form method="post" action={queueAddress('/desk', queue.filters, { back: path })} className="flow">
              {done.undo.map((entry) => (
                <input key={entry} type="hidden" name="entry" value={entry} />
              ))}
              <Button small name="intent" value="undo" data-undo>
                {t('undo')}
              </Button>
            </form>
          )}
        </Notice>
      )}
    </>
  )
}

function firstOf(sentBack: SentBack | undefined): ReactNode {
  return Object.values(sentBack?.errors ?? {})[0] ?? null
}
