import type { PersonView } from '#app/features/catalogue/types.ts'
import type { ThreadState } from '#app/features/forum/types.ts'

export const NOTICE_KINDS = [
  'answer',
  'comment',
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
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What each kind is called where a member chooses what is mailed to them. */
export const KIND_NAMES: Readonly<Record<NoticeKind, string>> = {
  answer: 'Somebody answers my thread',
  comment: 'Somebody comments on what I wrote',
  mention: 'Somebody mentions me',
  accepted: 'My answer solved it',
  helpful: 'My answer was found helpful',
  moved: 'Something I follow goes on',
  outcome: 'I am asked whether it solved it',
  article: 'What you asked became an article',
  credited: 'What you wrote became part of an article',
  verdict: 'An article or edit of yours was reviewed',
  'review-due': 'An article of yours is due for another look',
  'to-review': 'An article waits for my review (staff)',
  flagged: 'Somebody reported a post (moderators)',
  'source-gone': 'A source of an article of mine is gone',
}

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
