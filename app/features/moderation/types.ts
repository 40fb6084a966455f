import type { CategoryRef, PersonView } from '#app/features/catalogue/types.ts'
import type { HiddenView, PostKind, ThreadState } from '#app/features/forum/types.ts'

export const FLAG_REASONS = ['spam', 'abuse', 'personal-data', 'wrong', 'other'] as const
export type FlagReason = (typeof FLAG_REASONS)[number]

/** A thread that was joined to another. */
export interface MergedView {
  readonly id: number
  readonly title: string
  readonly by: string | null
  readonly at: number
  readonly reason: string
}

/** One thread and what may be done about it. */
export interface ModerationPageView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly state: ThreadState
  readonly category: CategoryRef
  readonly isPrivate: boolean
  readonly closed: { readonly at: number; readonly reason: string } | null
  readonly locked: { readonly at: number; readonly reason: string } | null
  readonly hidden: HiddenView | null
  /** Where it may be moved. */
  readonly categories: readonly CategoryRef[]
  /** Posts that may be split off, oldest first. */
  readonly posts: readonly {
    readonly id: number
    readonly kind: PostKind
    readonly author: string
    readonly excerpt: string
    readonly createdAt: number
  }[]
  /** Threads that were joined to it and can be parted again, the newest first. */
  readonly merged: readonly MergedView[]
  readonly may: {
    readonly close: boolean
    readonly lock: boolean
    readonly move: boolean
    readonly merge: boolean
    readonly split: boolean
    readonly hide: boolean
    readonly makePrivate: boolean
  }
}

/** A post with what members reported about it. */
export interface FlaggedPostView {
  readonly postId: number
  readonly address: string
  readonly threadTitle: string
  readonly threadState: ThreadState
  readonly author: PersonView | null
  readonly excerpt: string
  readonly createdAt: number
  readonly hidden: HiddenView | null
  readonly flags: readonly {
    readonly id: number
    readonly by: string
    readonly reason: FlagReason
    readonly note: string
    readonly at: number
  }[]
}

export interface FlagsQueueView {
  readonly waiting: number
  readonly rows: readonly FlaggedPostView[]
  readonly older: string | null
  readonly newer: string | null
}

/** What of the log is asked for; null or '' = everything. */
export interface LogFilter {
  /** A handle. */
  readonly by: string
  /** The kind of a subject and a verb: `thread.merge`. */
  readonly act: string
  /** The first and the last day, in the reader's zone: `2026-11-29`. */
  readonly from: string
  readonly to: string
}

/** One act of staff, as the log keeps it. */
export interface LogEntryView {
  readonly id: number
  readonly at: number
  readonly by: Pick<PersonView, 'handle' | 'name'> | null
  /** What was done, after the name: a whole sentence in parts, of which names and titles are links. */
  readonly said: readonly { readonly words: string; readonly address: string | null }[]
  readonly reason: string | null
}

export interface LogView {
  readonly filter: LogFilter
  readonly rows: readonly LogEntryView[]
  readonly older: string | null
  readonly newer: string | null
}
