import type { PersonView } from '#app/features/catalogue/types.ts'
import type { ThreadState } from '#app/features/forum/types.ts'

export const NOTICE_KINDS = [
  'answer',
  'comment',
  'details',
  'mention',
  'accepted',
  'helpful',
  'moved',
  'outcome',
  'article',
  'credited',
  'verdict',
  'review-due',
  'to-review',
  'flagged',
  'source-gone',
  'invited',
  'received',
  'escalated',
  'closed',
  'yours',
  'private-asked',
  'to-desk',
  'private-part',
  'noted',
  'closing-soon',
  'desk-summary',
  'badge',
  'recognised',
  'programme',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** How a kind of notice reaches a member. All but `off` also stand in the inbox. */
export const CHANNELS = ['off', 'inbox', 'mail', 'digest'] as const
export type Channel = (typeof CHANNELS)[number]

/**
 * What a member gets who never chose: a mail when somebody turned to them, the inbox for the rest.
 * A row in `notice_preferences` says otherwise, one kind a row.
 */
export const DEFAULT_CHANNELS: Readonly<Record<NoticeKind, Channel>> = {
  answer: 'mail',
  comment: 'mail',
  details: 'mail',
  mention: 'mail',
  accepted: 'mail',
  helpful: 'inbox',
  moved: 'digest',
  outcome: 'mail',
  article: 'mail',
  credited: 'inbox',
  verdict: 'mail',
  'review-due': 'mail',
  'to-review': 'mail',
  flagged: 'mail',
  'source-gone': 'mail',
  invited: 'mail',
  received: 'mail',
  escalated: 'mail',
  closed: 'mail',
  yours: 'mail',
  'private-asked': 'mail',
  'to-desk': 'mail',
  'private-part': 'mail',
  noted: 'mail',
  'closing-soon': 'mail',
  'desk-summary': 'mail',
  badge: 'inbox',
  recognised: 'mail',
  programme: 'mail',
}

/** One thing a member should know. */
export interface NoticeView {
  readonly id: number
  readonly kind: NoticeKind
  /** Who did it; null = nobody, or a former member. */
  readonly actor: Pick<PersonView, 'handle' | 'name'> | null
  /** What they did, after the name: "answered your question". A whole sentence when `actor` is null. */
  readonly words: string
  /** The post, thread or article it leads to. */
  readonly address: string
  /** What it is about; notices with one key stand together. */
  readonly about: {
    readonly key: string
    readonly title: string
    readonly state: ThreadState | 'covered'
  }
  readonly at: number
  readonly read: boolean
}

export interface InboxView {
  readonly unread: number
  readonly rows: readonly NoticeView[]
  /** Cursors, for `page=`. */
  readonly newer: string | null
  readonly older: string | null
}
