import type { Mark, RuleName } from './rules/exemplars/exemplar.ts'
import type { PersonView, CategoryRef } from '#app/features/catalogue/types.ts'

export const ARTICLE_STATES = ['draft', 'review', 'published', 'outdated', 'withdrawn'] as const
export type ArticleState = (typeof ARTICLE_STATES)[number]

export const REVISION_STATES = ['draft', 'review', 'approved', 'declined', 'published'] as const
export type RevisionState = (typeof REVISION_STATES)[number]

/** Why an article did not help, as a reader says it. */
export const VOTE_REASONS = ['wrong', 'outdated', 'unclear', 'other-problem', 'wanted'] as const
export type VoteReason = (typeof VOTE_REASONS)[number]

/** Which part of a draft a sentence stands in. */
export type SourcePart = 'title' | 'alias' | 'problem' | 'steps' | 'failed'

/** What a draft is made from: an exemplar, a topic or a thread. */
export type DraftOrigin =
  | { readonly exemplar: number; readonly topic?: undefined; readonly thread?: undefined }
  | { readonly topic: number; readonly thread?: undefined; readonly exemplar?: undefined }
  | { readonly thread: number; readonly topic?: undefined; readonly exemplar?: undefined }

/** A sentence of a draft with where it stands. */
export interface DraftSource {
  readonly sentence: string
  readonly part: SourcePart
  readonly memberId: number | null
  readonly threadId: number | null
  readonly postId: number | null
  readonly requestId: number | null
  /** People who say the same. */
  readonly agreeCount: number
}

/** A draft: nothing in it that is not in a source. */
export interface Draft {
  readonly title: string
  /** Two letters; null where nothing tells it. */
  readonly language: string | null
  readonly aliases: readonly string[]
  readonly tags: readonly string[]
  /** Markdown. */
  readonly body: string
  readonly sources: readonly DraftSource[]
}

/** An article in a list. */
export interface ArticleRowView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly summary: string
  readonly aliases: readonly string[]
  readonly category: CategoryRef
  readonly section: { readonly slug: string; readonly name: string } | null
  readonly publishedAt: number | null
  readonly helpfulCount: number
  readonly readCount: number
}

export interface SectionView {
  readonly slug: string
  /** Empty where the category has no sections; null for what lies in none of them. */
  readonly name: string | null
  readonly articleCount: number
  readonly articles: readonly ArticleRowView[]
}

/** A category with its sections, as the help centre shows it. */
export interface ShelfView {
  readonly category: CategoryRef & { readonly description: string }
  readonly articleCount: number
  readonly sections: readonly SectionView[]
}

export interface HelpCentreView {
  readonly shelves: readonly ShelfView[]
  readonly popular: readonly ArticleRowView[]
  readonly fresh: readonly ArticleRowView[]
  readonly articleCount: number
}

/** One list of articles: a section or a whole category. */
export interface ArticleListView {
  readonly title: string
  readonly description: string
  readonly category: CategoryRef
  readonly sections: readonly { readonly slug: string; readonly name: string; readonly articleCount: number }[]
  readonly section: string | null
  readonly rows: readonly ArticleRowView[]
  readonly newer: string | null
  readonly older: string | null
}

export interface HeadingView {
  readonly id: string
  readonly words: string
  readonly level: 2 | 3
}

/** A thread that an article was made from. */
export interface SourceThreadView {
  readonly number: number
  readonly address: string
  readonly title: string
  readonly state: 'open' | 'answered' | 'solved' | 'late' | 'paused' | 'closed'
}

export interface ArticlePageView {
  readonly id: number
  readonly address: string
  /** The address with the site's name before it. */
  readonly url: string
  readonly title: string
  readonly aliases: readonly string[]
  readonly description: string
  readonly language: string
  readonly html: string
  readonly headings: readonly HeadingView[]
  /** What parts of it can be chosen; empty when it has no such parts. */
  readonly choices: readonly { readonly key: string; readonly words: string }[]
  readonly chosen: string | null
  readonly category: CategoryRef
  readonly section: { readonly slug: string; readonly name: string } | null
  readonly tags: readonly string[]
  readonly state: ArticleState
  readonly publishedAt: number | null
  readonly updatedAt: number
  readonly verified: {
    readonly at: number
    readonly by: string | null
    readonly until: number | null
    readonly isOver: boolean
  } | null
  readonly owner: PersonView | null
  readonly revisionCount: number
  readonly outdated: { readonly at: number; readonly reason: string } | null
  readonly madeFrom: readonly SourceThreadView[]
  readonly moreThreads: number
  readonly requestCount: number
  readonly credits: readonly PersonView[]
  readonly related: readonly { readonly address: string; readonly title: string }[]
  readonly relatedThreads: readonly SourceThreadView[]
  readonly translations: readonly {
    readonly address: string
    readonly title: string
    readonly language: string
    readonly isOriginal: boolean
  }[]
  /** The original was published again since this translation was made. */
  readonly originalMovedOn: { readonly address: string; readonly title: string } | null
  readonly linkedFrom: readonly { readonly address: string; readonly title: string }[]
  readonly helpfulCount: number
  readonly voteCount: number
  /** The viewer's own vote, for members; null for guests. */
  readonly vote: { readonly helpful: boolean; readonly reason: string } | null
  readonly isDemo: boolean
  /** Taken from an accepted answer by the product itself, and verified by nobody. */
  readonly isByMachine: boolean
  readonly may: { readonly edit: boolean; readonly propose: boolean; readonly work: boolean }
  readonly structured: string
}

/** One sentence beside its source, as the editor sees it. */
export interface SentenceView {
  readonly sentence: string
  readonly part: SourcePart
  readonly agreeCount: number
  /** Null when its source was erased or became private: the sentence leaves the draft. */
  readonly source: {
    readonly kind: 'thread' | 'request'
    readonly address: string
    readonly title: string
    readonly by: string | null
  } | null
  readonly gone: boolean
  /** Whether the sentence still stands in the text as it is. */
  readonly kept: boolean
}

export interface FoundPersonalData {
  readonly what: string
  readonly quote: string
  /** In which part it stands, as in "in the text, under “What to do”". */
  readonly where: string
}

export interface RevisionRowView {
  readonly number: number
  readonly state: RevisionState
  readonly by: PersonView | null
  readonly at: number
  readonly reason: string
  readonly verdict: string
  readonly reviewedBy: string | null
}

export interface ArticleCommentView {
  readonly id: number
  readonly revision: number
  readonly by: PersonView | null
  readonly body: string
  readonly at: number
  readonly resolvedAt: number | null
}

/** A piece of a diff. */
export interface ChangeView {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What staff see of an article while they work on it. */
export interface WorkbenchView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly state: ArticleState
  readonly revision: {
    readonly number: number
    readonly state: RevisionState
    readonly title: string
    readonly body: string
    readonly aliases: readonly string[]
    readonly tags: readonly string[]
    readonly html: string
    readonly by: PersonView | null
    readonly at: number
    readonly smoothed: { readonly body: string; readonly changes: readonly ChangeView[] } | null
    readonly smoothError: string
  }
  readonly revisions: readonly RevisionRowView[]
  readonly changes: readonly ChangeView[]
  readonly sentences: readonly SentenceView[]
  readonly personalData: readonly FoundPersonalData[]
  /** Sentences that can't be undone or leave a reader less safe. */
  readonly dangers: readonly { readonly sentence: string; readonly words: string }[]
  /** What the rules said of the answer that it was made from; null where it was written by hand. */
  readonly marks: readonly MarkView[] | null
  readonly comments: readonly ArticleCommentView[]
  readonly category: CategoryRef
  readonly section: string | null
  readonly sections: readonly { readonly slug: string; readonly name: string; readonly category: string }[]
  readonly categories: readonly CategoryRef[]
  readonly owner: PersonView | null
  readonly staff: readonly PersonView[]
  readonly verifiedAt: number | null
  readonly reviewByAt: number | null
  readonly topic: { readonly id: number; readonly title: string } | null
  /** Addresses that helpers lead its topic's askers to, the most first: what it should say stands there. */
  readonly links: readonly { readonly address: string; readonly href: string; readonly requests: number }[]
  readonly flagged: { readonly at: number; readonly reason: string } | null
  readonly outdated: { readonly at: number; readonly reason: string } | null
  readonly feedback: readonly FeedbackView[]
  readonly language: string
  readonly canSmooth: boolean
  readonly may: {
    readonly edit: boolean
    readonly submit: boolean
    readonly review: boolean
    /** Why reviewing is refused, where a person might expect to be able to. */
    readonly reviewRefusal: string | null
    readonly publish: boolean
    readonly withdraw: boolean
  }
}

/** What a reader said of an article. */
export interface FeedbackView {
  readonly id: number
  readonly articleId: number
  readonly articleTitle: string
  readonly address: string
  readonly reason: VoteReason | ''
  readonly note: string
  readonly at: number
  readonly by: string | null
}

export const DESK_TABS = ['found', 'work', 'review', 'feedback', 'wanted', 'published'] as const
export type DeskTab = (typeof DESK_TABS)[number]

/** What an article of the desk waits for. */
export type DeskWait =
  | 'withdrawn'
  | 'submitted'
  | 'reviewed'
  | 'published'
  | 'changed'
  | 'updated'
  | 'verified'
  | 'looked'
  | 'nothing'

/** An article in the desk's lists. */
export interface DeskArticleView {
  readonly id: number
  readonly title: string
  readonly state: ArticleState
  readonly category: string
  readonly owner: string | null
  readonly updatedAt: number
  readonly waitsFor: DeskWait
  readonly helpfulCount: number
  readonly voteCount: number
  readonly readCount: number
  readonly reviewByAt: number | null
}

/** A topic or search that no article answers. */
export interface WantedView {
  readonly key: string
  readonly title: string
  readonly why: 'unanswered' | 'failing' | 'searched'
  /** People who asked, or times that it was searched for. */
  readonly count: number
  readonly topicId: number | null
  /** How people ask it. */
  readonly phrasings: readonly string[]
  /** Threads that come nearest to an answer. */
  readonly threads: readonly { readonly address: string; readonly title: string }[]
  /** Who was accepted most often where this is asked. */
  readonly writers: readonly PersonView[]
}

/** An answered question that may be an article, as the editors' list shows it. */
export interface ExemplarView {
  readonly id: number
  readonly title: string
  /** The answer, trimmed, as plain text. */
  readonly text: string
  readonly nearCount: number
  readonly source: { readonly address: string; readonly title: string }
  readonly isAccepted: boolean
  /** Whether the product may publish it by itself where that is switched on. */
  readonly isForMachine: boolean
  readonly reasons: readonly MarkView[]
}

/** What a rule said, with the words that it said so for. */
export interface MarkView {
  readonly rule: RuleName
  readonly says: Mark['says']
  readonly words: string
}

/** The editors' list with what stands beside it. */
export interface FoundView {
  readonly rows: readonly ExemplarView[]
  /** The page of the list that this is; null = the first. */
  readonly page: string | null
  /** What was just taken off, so that it can be put back. */
  readonly justDropped: { readonly id: number; readonly title: string } | null
  /** What was taken off last, the newest first. */
  readonly dropped: readonly {
    readonly id: number
    readonly title: string
    readonly by: string | null
    readonly at: number
  }[]
  /** When all answered questions were looked at last; null before the first time. */
  readonly lookedAt: number | null
  readonly isLooking: boolean
  readonly isMachineOn: boolean
  readonly machineCount: number
  readonly verdicts: { readonly count: number; readonly needed: number; readonly isFollowed: boolean }
  readonly may: { readonly administer: boolean }
}

export interface ArticlesDeskView {
  readonly tab: DeskTab
  readonly counts: Readonly<Record<DeskTab, number>>
  readonly articles: readonly DeskArticleView[]
  readonly feedback: readonly FeedbackView[]
  readonly wanted: readonly WantedView[]
  readonly found: FoundView | null
  readonly newer: string | null
  readonly older: string | null
}
