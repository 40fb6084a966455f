import { saying, type Saying } from '#app/locale/saying.ts'
import { noticeMails } from './words/mails.ts'
import type { NoticeKind } from './types.ts'

const WHOLE_SENTENCES = [
  'outcome',
  'article',
  'credited',
  'verdict',
  'review-due',
  'to-review',
  'flagged',
  'source-gone',
  'received',
  'escalated',
  'closed',
  'yours',
  'private-asked',
  'to-desk',
  'closing-soon',
  'desk-summary',
  'badge',
  'recognised',
  'programme',
] as const satisfies readonly NoticeKind[]

/** Whether a notice is a whole sentence, whoever acted; any other names who did. */
export const isWholeSentence = (kind: NoticeKind): kind is (typeof WHOLE_SENTENCES)[number] =>
  WHOLE_SENTENCES.some((one) => one === kind)

/** Notices that come of following a thread; all others come of what a member did or is. */
export const OF_FOLLOWING: ReadonlySet<NoticeKind> = new Set(['answer', 'moved'])

/** Why somebody gets a mail, at its end, and where that is changed. `url`: the settings of notices. */
export function mailReason(kind: NoticeKind, title: string, url: string): Saying {
  return kind === 'answer' || kind === 'moved'
    ? saying(noticeMails, `why.${kind}`, { title, url })
    : saying(noticeMails, `why.${kind}`, { url })
}

/** What the stop link of a mail stands for: following its thread ends, or its kind is mailed no longer. */
export function stopMark(kind: NoticeKind, memberId: number, threadId: number): string {
  return OF_FOLLOWING.has(kind) ? `thread-${memberId}-${threadId}` : `kind-${memberId}-0-${kind}`
}

/** Notices that say nothing new to whoever reads them in the product: they never count as unread. */
export const KNOWN_ALREADY: ReadonlySet<NoticeKind> = new Set(['received'])

/** Notices about a member's standing and the programme: what they say hangs on their subject. */
export const SUBJECT_KINDS = ['recognised', 'programme'] as const satisfies readonly NoticeKind[]

/** Whether a notice is about a subject of its own. */
export const isOfSubject = (kind: string): kind is (typeof SUBJECT_KINDS)[number] =>
  SUBJECT_KINDS.some((one) => one === kind)

/** Notices of work on an article, which lead to the desk. */
export const DESK_WORK: ReadonlySet<NoticeKind> = new Set(['to-review', 'source-gone'])

/** Notices of work at the desk: of these a member gets one mail that lists all. */
export const DESK_KINDS: ReadonlySet<NoticeKind> = new Set(['yours', 'private-asked', 'to-desk', 'noted', 'invited'])

/** Notices that lead staff to the thread at the desk. */
export const LEADS_TO_DESK: ReadonlySet<NoticeKind> = new Set(['yours', 'private-asked', 'to-desk', 'noted'])

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
  // Whoever asked is told first what their question waits for, then that there is an answer, even where it names them.
  'details',
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
  'private-asked',
  'yours',
  'noted',
  'private-part',
  'to-desk',
  'invited',
  'received',
  'escalated',
  'closed',
  'closing-soon',
  'desk-summary',
  'badge',
  'recognised',
  'programme',
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
