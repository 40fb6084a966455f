import { describe, expect, test } from 'vitest'
import { NOTICE_KINDS, type NoticeKind } from '../types.ts'
import { reasonHolds, type ReasonFacts } from './reasons.ts'

const NOW = 1_000_000
const MENTION = '<p><a href="/u/nadia">@nadia</a> look</p>'

/** Everything that any notice could speak of is so. */
const ALL: ReasonFacts = {
  handle: 'Nadia',
  postId: 7,
  postKind: 'answer',
  html: MENTION,
  isAwaited: true,
  follows: true,
  acceptedPostId: 7,
  isReopened: false,
  isClosed: false,
  isClosing: false,
  answerCount: 1,
  helped: true,
  flagged: true,
  isListed: true,
  credited: true,
  isInReview: true,
  sourceGone: true,
  reviewByAt: NOW,
  isPrivate: true,
  dueAt: NOW + 1,
  isPaused: false,
  isInvited: true,
  escalation: { ownerId: null, state: 'waiting' },
  memberId: 3,
  holdsBadge: true,
  subjectStands: true,
}

const OPEN = { acceptedPostId: null }

const UNANSWERED = { ...OPEN, answerCount: 0 }

/** What must be so beside the rest for some kinds. */
const SO: Partial<Record<NoticeKind, Partial<ReasonFacts>>> = {
  details: { isPaused: true },
  outcome: OPEN,
  invited: UNANSWERED,
  received: UNANSWERED,
  escalated: UNANSWERED,
  closed: { isClosed: true },
  'closing-soon': { isClosing: true },
  yours: { escalation: { ownerId: 3, state: 'claimed' } },
}

/** What makes each kind untrue; a verdict was given whatever comes after it. */
const UNTRUE: Readonly<Record<NoticeKind, readonly Partial<ReasonFacts>[]>> = {
  answer: [{ follows: false }, { postKind: 'comment' }],
  comment: [{ follows: false }],
  moved: [{ follows: false }],
  details: [{ isAwaited: false }, { isPaused: false }],
  mention: [{ html: '<p>look</p>' }, { handle: 'Nadja' }],
  accepted: [{ acceptedPostId: null }, { acceptedPostId: 8 }],
  helpful: [{ helped: false }],
  outcome: [
    { acceptedPostId: 7 },
    { ...OPEN, isReopened: true },
    { ...OPEN, isClosed: true },
    { ...OPEN, answerCount: 0 },
  ],
  flagged: [{ flagged: false }],
  article: [{ isListed: false }],
  credited: [{ credited: false }, { isListed: false }],
  'to-review': [{ isInReview: false }],
  'source-gone': [{ sourceGone: false }],
  'review-due': [{ reviewByAt: NOW + 1 }, { reviewByAt: null }, { isListed: false }],
  badge: [{ holdsBadge: false }],
  recognised: [{ subjectStands: false }],
  programme: [{ subjectStands: false }],
  verdict: [],
  'private-part': [],
  noted: [],
  invited: [{ isInvited: false }, { acceptedPostId: 7 }, { answerCount: 1 }],
  received: [
    { answerCount: 1 },
    { acceptedPostId: 7 },
    { isClosed: true },
    { dueAt: null },
    { dueAt: NOW },
    { isPaused: true },
  ],
  escalated: [{ escalation: null }, { answerCount: 1 }, { isPaused: true }],
  closed: [{ isClosed: false }],
  'closing-soon': [{ isClosing: false }, { isClosed: true }],
  'desk-summary': [],
  yours: [{ escalation: null }, { escalation: { ownerId: 4, state: 'claimed' } }],
  'private-asked': [{ escalation: null }, { isPrivate: false }, { escalation: { ownerId: 4, state: 'claimed' } }],
  'to-desk': [{ escalation: null }, { escalation: { ownerId: 4, state: 'claimed' } }],
}

describe('the reason for a notice', () => {
  test.each(NOTICE_KINDS)('%s holds while what it says is so, and no longer', (kind) => {
    const facts = { ...ALL, ...SO[kind] }
    expect(reasonHolds(kind, facts, NOW)).toBe(true)
    for (const patch of UNTRUE[kind])
      expect(reasonHolds(kind, { ...facts, ...patch }, NOW), JSON.stringify(patch)).toBe(false)
  })
})
