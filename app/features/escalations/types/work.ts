import type { PersonView } from '#app/features/catalogue/types.ts'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { PostView, ThreadPageView, ThreadState, TrailStepView } from '#app/features/forum/types.ts'
import type { OfferView } from '#app/features/prepared/types.ts'
import type { QueueRowView } from '../types.ts'

export interface HistoryView {
  readonly id: number
  readonly at: number
  readonly words: string
}

export interface HereView {
  readonly name: string
  readonly since: number
  readonly isTyping: boolean
}

/** What staff see of the person who asks, beside the question. */
export interface CustomerView {
  readonly person: PersonView
  readonly since: number
  /** The language they chose to read in, by its own name. */
  readonly language: string | null
  readonly plan: string
  readonly influence: number
  readonly asked: number
  readonly solved: number
  readonly answers: number
  readonly accepted: number
  readonly sameHere: number
  readonly escalated: { readonly count: number; readonly last: number | null }
  /** What they did before asking, unless they hid it. */
  readonly before: {
    /** What they searched for and opened from there, in its order. */
    readonly steps: readonly TrailStepView[]
    /** Threads they read besides, within a day. */
    readonly read: readonly { readonly address: string; readonly title: string }[]
  }
  readonly threads: readonly {
    readonly address: string
    readonly title: string
    readonly state: ThreadState
  }[]
  readonly requests: readonly {
    readonly id: number
    readonly channel: string
    readonly text: string
    readonly at: number
  }[]
}

export type WriteAs = 'answer' | 'details' | 'private' | 'note'

export interface NoteView {
  readonly id: number
  readonly by: { readonly handle: string; readonly name: string } | null
  readonly at: number
  readonly html: string
}

type ShownThread = Omit<
  ThreadPageView,
  'trail' | 'nearby' | 'articles' | 'mayHelp' | 'mayDraft' | 'privately' | 'secondTier' | 'knows'
>

/** One question at work: what it is, why it is here, who asks, and all that can be done about it. */
export interface WorkView {
  readonly row: Omit<QueueRowView, 'category' | 'team'> & {
    readonly team: string | null
    readonly claimedAt: number | null
  }
  readonly thread: ShownThread
  /** The private part, oldest message first; null while there is none. */
  readonly part: { readonly id: number; readonly posts: readonly PostView[] } | null
  /** What members reported in it and no moderator has decided, the oldest first. */
  readonly flags: readonly {
    readonly id: number
    readonly address: string
    readonly reason: string
    readonly note: string
    readonly at: number
  }[]
  readonly notes: readonly NoteView[]
  readonly history: readonly HistoryView[]
  readonly customer: CustomerView | null
  readonly here: readonly HereView[]
  readonly teams: readonly { readonly id: number; readonly name: string }[]
  readonly colleagues: readonly {
    readonly id: number
    readonly name: string
    readonly open: number
    readonly isHere: boolean
    /** Which of their skills it asks for. */
    readonly knows: readonly string[]
  }[]
  /** Members who could know the answer, by what they answered well. */
  readonly couldKnow: readonly { readonly handle: string; readonly name: string }[]
  readonly write: WriteAs
  readonly composer: ComposerView
  /** Prepared answers to choose from, and the one that an address chose. */
  readonly prepared: { readonly offers: readonly OfferView[]; readonly taken: OfferView | null }
  readonly mayModerate: boolean
  readonly mayDraft: boolean
}

/** A thread for which help is asked: of the support team, or of a member by name. */
export interface AskForHelpView {
  readonly id: number
  readonly address: string
  readonly title: string
  /** Whether it can still need anybody. */
  readonly isOpen: boolean
  readonly couldKnow: readonly { readonly handle: string; readonly name: string }[]
}
