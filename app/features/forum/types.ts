import type { ComposerView } from '#app/features/composer/types.ts'
import type { CategoryRef, PersonView, CategoryView } from '#app/features/catalogue/types.ts'

import type { AnswerDoubt } from './rules/answer-doubt.ts'

/** So long before a thread is closed by rule its asker is told, in milliseconds: a week. */
export const CLOSING_NOTICE = 7 * 24 * 60 * 60_000

/** What a thread is about; only questions and problems have answers, the others replies. */
export const THREAD_KINDS = ['question', 'problem', 'idea', 'praise'] as const

export type ThreadKind = (typeof THREAD_KINDS)[number]

/** The well of a thread: what shape its circle has. `paused` = details were asked for. */
export type ThreadState = 'open' | 'answered' | 'solved' | 'late' | 'paused' | 'closed'

export const POST_KINDS = ['opening', 'answer', 'reply', 'comment'] as const

export type PostKind = (typeof POST_KINDS)[number]

/** What happened last in a thread. */
export const LAST_ACTS = ['asked', 'answered', 'replied', 'solved', 'reopened'] as const

export type LastAct = (typeof LAST_ACTS)[number]

/** One thread in a list. */
export interface ThreadRowView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly kind: ThreadKind
  readonly state: ThreadState
  readonly category: CategoryRef
  readonly author: Pick<PersonView, 'handle' | 'name'> | null
  readonly createdAt: number
  readonly lastPostAt: number
  readonly lastAct: LastAct
  /** Who did that; null = a former member. */
  readonly lastBy: string | null
  readonly answerCount: number
  readonly sameHereCount: number
  readonly readCount: number
  readonly tags: readonly string[]
  readonly isPrivate: boolean
  readonly hiddenReason: string | null
  /** New since this member last looked. Always false for guests. */
  readonly fresh: boolean
  /** When the first answer was promised, and how much of that time has run (0 to 100); null = no promise runs. */
  readonly due: Omit<ThreadDue, 'riskAt' | 'paused'> | null
}

/** A permission that a button needs: shown, and why not when it is refused. */
export interface PostMay {
  readonly edit: boolean
  readonly hide: boolean
  readonly restore: boolean
  readonly accept: boolean
  readonly withdrawAcceptance: boolean
  readonly voteHelpful: boolean
  readonly comment: boolean
  readonly flag: boolean
  readonly toComment: boolean
  readonly toAnswer: boolean
  /** Say of a doubtful answer that it is one. */
  readonly keepAsAnswer: boolean
}

export interface CommentView {
  readonly id: number
  readonly author: PersonView | null
  /** Its words; null = its author took them back. */
  readonly html: string | null
  readonly createdAt: number
  readonly editedAt: number | null
  readonly hidden: HiddenView | null
  readonly asksForDetails: boolean
  readonly may: PostMay
}

/** Shown to staff, and to the author, in place of nothing. */
export interface HiddenView {
  readonly at: number
  readonly by: string | null
  readonly reason: string
}

export interface PostView {
  readonly id: number
  readonly kind: PostKind
  readonly author: PersonView | null
  /** Its words; null = its author took them back. */
  readonly html: string | null
  readonly createdAt: number
  readonly editedAt: number | null
  readonly hidden: HiddenView | null
  readonly helpfulCount: number
  readonly votedHelpful: boolean
  /** It may be no answer: what it looks like, and from when on it counts unless somebody objects. */
  readonly doubt: { readonly looksLike: AnswerDoubt; readonly until: number } | null
  readonly comments: readonly CommentView[]
  /** How many comments there are besides. */
  readonly moreComments: number
  readonly may: PostMay
}

export const ANSWER_ORDERS = ['helpful', 'oldest', 'newest'] as const

export type AnswerOrder = (typeof ANSWER_ORDERS)[number]

export interface ThreadMay {
  readonly answer: boolean
  /** Why answering is refused, as a sentence; null when allowed or when signing in would do. */
  readonly answerRefusal: string | null
  readonly sameHere: boolean
  readonly follow: boolean
  readonly editTags: boolean
  readonly moderate: boolean
  /** Suggest a post of it as a story. */
  readonly suggestStory: boolean
  /** Invite somebody who wrote in it to a panel. */
  readonly inviteToPanel: boolean
  readonly reportOutcome: boolean
  /** Pass it to the support team, or invite a member by name. */
  readonly askForHelp: boolean
  readonly askDetails: boolean
  /** Object to its closing. */
  readonly dispute: boolean
}

/** The promise of a first answer on a thread's page. */
export interface ThreadDue {
  readonly at: number
  /** How much of the promised time has run, 0 to 100. */
  readonly percent: number
  /** At so much of it members who know the subject are asked, and when; null = nobody is. */
  readonly riskPercent: number | null
  readonly riskAt: number | null
  /** The clock stands: who asked for details (null = nobody who is still here), and when. */
  readonly paused: { readonly by: string | null; readonly at: number } | null
}

/** A page of what the asker and staff say to each other alone. */
export interface PrivatePartView {
  readonly id: number
  /** Its first message, and a page of those after it, oldest first. */
  readonly opening: PostView
  readonly messages: readonly PostView[]
  /** Cursors, for `private=`. */
  readonly earlier: string | null
  readonly later: string | null
  /** Where one writes here; null = nobody may, or not this reader. */
  readonly composer: ComposerView | null
}

/** What of a question is handled privately: all of it, or that something is. */
export type Privately = { readonly kind: 'part'; readonly part: PrivatePartView } | { readonly kind: 'notice' }

export interface ThreadPageView {
  readonly id: number
  readonly address: string
  /** Absolute, for sharing and structured data. */
  readonly url: string
  readonly title: string
  readonly kind: ThreadKind
  readonly state: ThreadState
  readonly category: CategoryRef
  readonly tags: readonly string[]
  readonly isPrivate: boolean
  readonly createdAt: number
  readonly closed: { readonly at: number; readonly reason: string } | null
  readonly locked: { readonly at: number; readonly reason: string } | null
  readonly hidden: HiddenView | null
  readonly opening: PostView
  readonly accepted: {
    readonly post: PostView
    readonly at: number
    readonly by: string | null
  } | null
  /** Answers (or replies) other than the accepted one, one page of them. */
  readonly answers: readonly PostView[]
  readonly answerCount: number
  readonly order: AnswerOrder
  /** The post that the address leads to. */
  readonly focus: number | null
  readonly newer: string | null
  readonly older: string | null
  readonly sameHereCount: number
  readonly saidSameHere: boolean
  readonly followerCount: number
  readonly following: boolean
  readonly isAsker: boolean
  readonly firstAnswerAt: number | null
  readonly solvedAt: number | null
  readonly readCount: number
  readonly due: ThreadDue | null
  /** The category's promise in words: "First answer within 5 working hours." Null = none is made. */
  readonly promise: string | null
  /** What is handled privately; null = nothing, or nothing that has to be said. */
  readonly privately: Privately | null
  /** When staff came to it, and where they work on it, for those who may know. */
  readonly secondTier: {
    readonly since: number | null
    readonly escalation: number | null
    /** For the asker: the support team has it now, and who of it; null = nobody yet. */
    readonly now: { readonly owner: string | null } | null
  }
  /** Articles that were made from it. */
  readonly articles: readonly { readonly address: string; readonly title: string }[]
  /** Articles that may help while it is not solved. */
  readonly mayHelp: readonly { readonly address: string; readonly title: string }[]
  /** Whether the viewer may make an article of it. */
  readonly mayDraft: boolean
  /** What those who answer have shown to know of its subject, by member id. */
  readonly knows: Readonly<Record<number, { readonly subject: string; readonly accepted: number }>>
  /** What the asker did before asking; null for who has no business with it. */
  readonly trail: TrailView | null
  readonly nearby: readonly Pick<ThreadRowView, 'id' | 'address' | 'title' | 'state'>[]
  readonly may: ThreadMay
}

/** How a thread was closed, for the asker who objects. */
/** A question whose tags are changed. */
export interface TaggingView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly tags: readonly string[]
}

export interface ClosingView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly closed: { readonly at: number; readonly reason: string } | null
}

/** A step in a post's history, newest first. */
export interface RevisionView {
  readonly number: number
  readonly by: PersonView | null
  readonly at: number
  readonly reason: string | null
  readonly title: readonly DiffPiece[] | null
  readonly body: readonly DiffPiece[]
}

/** A run of lines or words that stayed, came or went. */
export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** `due`: what is late or will be soonest first; only staff are given it. */
export const LIST_ORDERS = ['new', 'active', 'same-here', 'waiting', 'due'] as const

export type ListOrder = (typeof LIST_ORDERS)[number]

export const LIST_STATES = ['all', 'open', 'answered', 'solved'] as const

export type ListState = (typeof LIST_STATES)[number]

export const LIST_SPANS = ['any', 'week', 'month', 'year'] as const

export type ListSpan = (typeof LIST_SPANS)[number]

export interface ListFilters {
  readonly kind: ThreadKind | 'all'
  readonly state: ListState
  readonly tag: string | null
  readonly since: ListSpan
  readonly order: ListOrder
}

/** Which list it is; it decides the head of the page. */
export type ListSubject =
  | { readonly type: 'all'; readonly categories: readonly CategoryView[] }
  | { readonly type: 'unanswered'; readonly waitingCount: number; readonly lateCount: number }
  | { readonly type: 'category'; readonly category: CategoryView; readonly promise: string | null }
  | { readonly type: 'tag'; readonly name: string; readonly threadCount: number }

export interface ThreadListView {
  readonly subject: ListSubject
  readonly filters: ListFilters
  /** What the list is ordered by when the address says nothing; it is left out of addresses. */
  readonly defaultOrder: ListOrder
  /** Tags that are common here, as filters. */
  readonly tags: readonly string[]
  readonly rows: readonly ThreadRowView[]
  /** Cursors, for `page=`. */
  readonly newer: string | null
  readonly older: string | null
}

/** A post as a page about it shows it: history, flag, hide. */
export interface PostAboutView {
  readonly id: number
  readonly address: string
  readonly threadTitle: string
  readonly kind: PostKind
  readonly author: PersonView | null
  /** Its words; null = its author took them back. */
  readonly html: string | null
  readonly createdAt: number
  readonly hidden: HiddenView | null
}

export interface EditPostView {
  readonly id: number
  readonly address: string
  readonly threadTitle: string
  readonly kind: PostKind
  readonly body: string
  /** The number of the revision it is based on, sent back so that a change in between is noticed. */
  readonly revision: number
  /** Only for an opening post. */
  readonly title: string | null
  readonly tags: readonly string[] | null
  /** Somebody else's post: a reason is asked for. */
  readonly othersPost: boolean
}

/** What an asker had searched for and opened before asking, for those who help. */
export interface TrailView {
  readonly isHidden: boolean
  /** The asker decides. */
  readonly mayHide: boolean
  readonly steps: readonly TrailStepView[]
}

export type TrailStepView =
  | { readonly step: 'searched'; readonly query: string; readonly found: number }
  | { readonly step: 'opened'; readonly title: string; readonly address: string }
