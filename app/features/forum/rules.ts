import { wordsAfter } from '#app/kernel/match-address.ts'
import { slugWords } from '#app/kernel/text.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { LAST_ACTS, type LastAct, type ThreadKind } from './types.ts'
import { forumRefusals } from './words/refusals.ts'

/** Bytes and letters that one thread may hold; schemas and commands both ask here. */
export const MAX_TITLE = 150

export const MIN_TITLE = 8

export const MAX_TAGS = 6

/** How long somebody may object that a post is no answer, in milliseconds; then it counts as one. */
export const DOUBT_LASTS = 24 * 60 * 60_000

/** Questions and problems have answers, one of which may be accepted; ideas and praise have replies. */
export function hasAnswers(kind: ThreadKind): boolean {
  return kind === 'question' || kind === 'problem'
}

/** The readable end of a thread's address: letters and digits of its title, at most 60. */
export function slugOf(title: string): string {
  const words = slugWords(title)
  return words === '' || TAKEN.has(words) ? `${words}-thread`.replace(/^-/, '') : words
}

/** What stands after a thread's number in the addresses of its other pages. */
const TAKEN = wordsAfter('/t/:threadId')

/** Facts about a post that is to be accepted. */
export interface AcceptanceFacts {
  readonly thread: {
    readonly id: number
    readonly kind: ThreadKind
    readonly acceptedPostId: number | null
  }
  readonly post: {
    readonly id: number
    readonly threadId: number
    readonly kind: 'opening' | 'answer' | 'reply' | 'comment'
    readonly isHidden: boolean
  }
}

export type AcceptanceDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'accept'; readonly replaces: number | null }
  | { readonly kind: 'refused'; readonly why: Saying }

/** What accepting this post would mean. */
export function decideAcceptance({ thread, post }: AcceptanceFacts): AcceptanceDecision {
  if (post.threadId !== thread.id) return refusedAs('accept.elsewhere')
  if (!hasAnswers(thread.kind)) return refusedAs('accept.noSolution')
  if (post.kind !== 'answer') return refusedAs('accept.onlyAnswer')
  if (post.isHidden) return refusedAs('accept.hidden')
  if (thread.acceptedPostId === post.id) return { kind: 'unchanged' }
  return { kind: 'accept', replaces: thread.acceptedPostId }
}

const refusedAs = (key: `accept.${'elsewhere' | 'noSolution' | 'onlyAnswer' | 'hidden'}`): AcceptanceDecision => ({
  kind: 'refused',
  why: saying(forumRefusals, key),
})

/** The last act of a thread from its column, which is written from the closed list only. */
export function lastActOf(stored: string): LastAct {
  return LAST_ACTS.find((act) => act === stored) ?? 'asked'
}

/** Whether a thread belongs into lists for everybody. */
export function isListed(thread: {
  readonly private_at: number | null
  readonly hidden_at: number | null
  readonly merged_into: number | null
}): 0 | 1 {
  return thread.private_at === null && thread.hidden_at === null && thread.merged_into === null ? 1 : 0
}

/**
 * Whether a thread waits for an answer: none yet, or the asker said that what came did not help. One whose asker was
 * asked for details waits for the asker instead.
 */
export function isWaiting(thread: {
  readonly kind: string
  readonly private_at: number | null
  readonly hidden_at: number | null
  readonly merged_into: number | null
  readonly accepted_post_id: number | null
  readonly closed_at: number | null
  readonly answer_count: number
  readonly reopened_at: number | null
  readonly details_asked_at: number | null
}): 0 | 1 {
  const unanswered = thread.answer_count === 0 || thread.reopened_at !== null
  return isListed(thread) === 1 &&
    hasAnswers(thread.kind as ThreadKind) && // a stored kind comes from the closed list
    thread.accepted_post_id === null &&
    thread.closed_at === null &&
    thread.details_asked_at === null &&
    unanswered
    ? 1
    : 0
}

/** By what answers are ordered, and which way. */
export const ANSWER_SORT = {
  helpful: { column: 'helpful_count', down: true },
  oldest: { column: 'created_at', down: false },
  newest: { column: 'created_at', down: true },
} as const
