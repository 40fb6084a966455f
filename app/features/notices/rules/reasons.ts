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
  /** The post asks the member, who asked the question, for details. */
  readonly isAwaited: boolean
  /** The member follows the thread. */
  readonly follows: boolean
  readonly acceptedPostId: number | null
  readonly isReopened: boolean
  readonly isClosed: boolean
  /** It is to be closed by rule soon. */
  readonly isClosing: boolean
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
  readonly isPrivate: boolean
  /** When a first answer is due, in UTC milliseconds; null = nothing is promised. */
  readonly dueAt: number | null
  /** Its asker was asked for details, and the clock stands. */
  readonly isPaused: boolean
  /** The member was asked to help. */
  readonly isInvited: boolean
  /** The escalation of the thread that is open: who has it, and in which state it is. */
  readonly escalation: { readonly ownerId: number | null; readonly state: string } | null
  readonly memberId: number
  /** The member still has a badge that the notice tells of. */
  readonly holdsBadge: boolean
  /** What a notice about a subject of its own says is still so. */
  readonly subjectStands: boolean
}

/** Whether what a notice says is still so. */
export function reasonHolds(kind: NoticeKind, facts: ReasonFacts, now: number): boolean {
  switch (kind) {
    case 'answer':
      return facts.follows && facts.postKind !== 'comment'
    case 'comment':
    case 'moved':
      return facts.follows
    case 'details':
      return facts.isAwaited && facts.isPaused
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
    case 'invited':
      return facts.isInvited && needsAnswer(facts)
    case 'received':
      return isReceiptDue(facts, now)
    case 'escalated':
      // Whoever is asked for details has something to do.
      return facts.escalation !== null && needsAnswer(facts) && !facts.isPaused
    case 'closing-soon':
      return facts.isClosing && !facts.isClosed
    case 'closed':
      return facts.isClosed
    case 'yours':
      return facts.escalation !== null && facts.escalation.ownerId === facts.memberId
    case 'private-asked':
      return facts.escalation !== null && facts.isPrivate && isUnclaimed(facts)
    case 'to-desk':
      return facts.escalation !== null && isUnclaimed(facts)
    case 'recognised':
    case 'programme':
      return facts.subjectStands
    case 'badge':
      return facts.holdsBadge
    case 'private-part':
    case 'noted':
    case 'desk-summary':
    case 'verdict':
      return true
  }
}

/** Whether somebody who asked still waits for a first answer, and the time in which it was promised runs. */
export function isReceiptDue(
  facts: Pick<ReasonFacts, 'acceptedPostId' | 'isReopened' | 'isClosed' | 'answerCount' | 'dueAt' | 'isPaused'>,
  now: number,
): boolean {
  return needsAnswer(facts) && !facts.isPaused && facts.dueAt !== null && facts.dueAt > now
}

function needsAnswer(facts: Pick<ReasonFacts, 'acceptedPostId' | 'isReopened' | 'isClosed' | 'answerCount'>): boolean {
  return facts.acceptedPostId === null && !facts.isClosed && (facts.answerCount === 0 || facts.isReopened)
}

function isUnclaimed({ escalation, memberId }: ReasonFacts): boolean {
  return escalation?.ownerId === null || escalation?.ownerId === memberId
}

/** Whether the asker of a question can still be asked how it went. */
export function isOutcomeOpen(
  facts: Pick<ReasonFacts, 'acceptedPostId' | 'isReopened' | 'isClosed' | 'answerCount'>,
): boolean {
  return facts.acceptedPostId === null && !facts.isReopened && !facts.isClosed && facts.answerCount > 0
}
