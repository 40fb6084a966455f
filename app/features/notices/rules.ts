import type { NoticeKind } from './types.ts'

/** Notices that are a whole sentence, whoever acted. */
export const WHOLE_SENTENCES: ReadonlySet<NoticeKind> = new Set([
  'outcome',
  'article',
  'credited',
  'verdict',
  'review-due',
  'to-review',
  'flagged',
  'source-gone',
])

/** What is said of a notice after the actor's name; a whole sentence where nobody acted. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, string>> = {
  answer: 'answered your question',
  comment: 'commented on what you wrote',
  mention: 'mentioned you',
  accepted: 'accepted your answer',
  helpful: 'found your answer helpful',
  moved: 'wrote in a thread you follow',
  outcome: 'Did one of the answers solve it?',
  article: 'What you asked became an article. Does it solve it?',
  credited: 'What you wrote became part of an article, with thanks to you',
  verdict: 'Somebody reviewed what you wrote for this article',
  'review-due': 'This article of yours is due for another look',
  'to-review': 'This article waits for a review',
  flagged: 'Somebody reported something here',
  'source-gone': 'A source of this article of yours is gone',
}

/** Notices that come of following a thread; all others come of what a member did or is. */
export const OF_FOLLOWING: ReadonlySet<NoticeKind> = new Set(['answer', 'moved'])

/** Why somebody gets a mail, at its end. */
export function mailReason(kind: NoticeKind, threadTitle: string): string {
  switch (kind) {
    case 'answer':
    case 'moved':
      return `You get this because you follow “${threadTitle}”.`
    case 'comment':
      return 'You get this because it is about what you wrote or asked.'
    case 'mention':
      return 'You get this because somebody mentioned you.'
    case 'accepted':
    case 'helpful':
      return 'You get this because it is about an answer of yours.'
    case 'outcome':
      return 'You get this because you asked.'
    case 'article':
      return 'You get this because you asked what the article answers.'
    case 'credited':
      return 'You get this because the article is partly yours.'
    case 'verdict':
      return 'You get this because you wrote for this article.'
    case 'review-due':
    case 'source-gone':
      return 'You get this because the article is yours to look after.'
    case 'to-review':
      return 'You get this because you may review articles.'
    case 'flagged':
      return 'You get this because you are a moderator.'
  }
}

/** What the stop link of a mail stands for: following its thread ends, or its kind is mailed no longer. */
export function stopMark(kind: NoticeKind, memberId: number, threadId: number): string {
  return OF_FOLLOWING.has(kind) ? `thread-${memberId}-${threadId}` : `kind-${memberId}-0-${kind}`
}

/** Notices of work on an article, which lead to the desk. */
export const DESK_WORK: ReadonlySet<NoticeKind> = new Set(['to-review', 'source-gone'])

/** Where staff work on an article. */
export function deskAddress(articleId: number): string {
  return `/desk/articles/${articleId}`
}

/** Mails about one thread wait so long for further events, in milliseconds, so that several make one mail. */
export const GATHER = 60_000

/** One member who may have to know of a post, and why; the first reason in this order counts. */
export interface Candidate {
  readonly memberId: number
  readonly kind: NoticeKind
}

const RANK: readonly NoticeKind[] = [
  // Whoever asked is told first that there is an answer, even where it names them.
  'answer',
  'mention',
  'comment',
  'moved',
  'accepted',
  'helpful',
  'outcome',
  'article',
  'credited',
  'verdict',
  'review-due',
  'to-review',
  'flagged',
  'source-gone',
]

/** Who is told of a post: each member once, for their nearest reason, never for their own. */
export function recipientsOf(candidates: readonly Candidate[], authorId: number | null): readonly Candidate[] {
  const best = new Map<number, Candidate>()
  for (const candidate of candidates) {
    if (candidate.memberId === authorId) continue
    const known = best.get(candidate.memberId)
    if (!known || RANK.indexOf(candidate.kind) < RANK.indexOf(known.kind)) best.set(candidate.memberId, candidate)
  }
  return [...best.values()]
}
