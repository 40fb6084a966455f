import { mentionsIn } from '#app/kernel/mentions.ts'
import type { NoticeKind } from '../types.ts'

/** What is true at this moment of the things that a notice speaks of. */
export interface ReasonFacts {
  /** The handle of the member who is told. */
  readonly handle: string
  readonly postId: number | null
  /** `opening`, `answer`, `reply` or `comment`; null for notices about articles. */
  readonly postKind: string | null
  readonly html: string
  /** The member follows the thread. */
  readonly follows: boolean
  readonly acceptedPostId: number | null
  readonly isReopened: boolean
  readonly isClosed: boolean
  readonly answerCount: number
  /** The vote of whoever the notice names is there. */
  readonly helped: boolean
  /** A report of the post waits for a decision. */
  readonly flagged: boolean
  readonly isListed: boolean
  /** The article thanks the member. */
  readonly credited: boolean
  readonly isInReview: boolean
  readonly sourceGone: boolean
  /** UTC milliseconds. */
  readonly reviewByAt: number | null
}

/** Whether what a notice says is still so. */
export function reasonHolds(kind: NoticeKind, facts: ReasonFacts, now: number): boolean {
  switch (kind) {
    case 'answer':
      return facts.follows && facts.postKind !== 'comment'
    case 'comment':
    case 'moved':
      return facts.follows
    case 'mention':
      return mentionsIn(facts.html).includes(facts.handle.toLowerCase())
    case 'accepted':
      return facts.acceptedPostId !== null && facts.acceptedPostId === facts.postId
    case 'helpful':
      return facts.helped
    case 'outcome':
      return isOutcomeOpen(facts)
    case 'flagged':
      return facts.flagged
    case 'article':
      return facts.isListed
    case 'credited':
      return facts.isListed && facts.credited
    case 'to-review':
      return facts.isInReview
    case 'source-gone':
      return facts.sourceGone
    case 'review-due':
      return facts.isListed && facts.reviewByAt !== null && facts.reviewByAt <= now
    case 'verdict':
      return true
  }
}

/** Whether the asker of a question can still be asked how it went. */
export function isOutcomeOpen(
  facts: Pick<ReasonFacts, 'acceptedPostId' | 'isReopened' | 'isClosed' | 'answerCount'>,
): boolean {
  return facts.acceptedPostId === null && !facts.isReopened && !facts.isClosed && facts.answerCount > 0
}
