import type { PersonView, ThreadState } from '#app/features/forum/types.ts'

export const NOTICE_KINDS = [
  'answer',
  'comment',
  'mention',
  'accepted',
  'helpful',
  'moved',
  'outcome',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** One thing a member should know. */
export interface NoticeView {
  readonly id: number
  readonly kind: NoticeKind
  /** Who did it; null = nobody, or a former member. */
  readonly actor: Pick<PersonView, 'handle' | 'name'> | null
  /** What they did, after the name: "answered your question". A whole sentence when `actor` is null. */
  readonly words: string
  /** The post or thread it leads to. */
  readonly address: string
  readonly thread: { readonly id: number; readonly title: string; readonly state: ThreadState }
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
