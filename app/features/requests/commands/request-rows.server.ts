import type { RedactionCounts } from '#app/platform/personal-data/redact.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Channel } from '../types.ts'
import type { PreparedRequest } from './prepare-request.server.ts'

/** What storing requests changed. */
export interface Stored {
  /** Ids of the requests that are new. */
  readonly accepted: readonly number[]
  /** Requests that were known and of which more is known now. */
  readonly updated: number
  readonly unchanged: number
  readonly redactions: RedactionCounts
  /** Topics of what was updated. */
  readonly topics: readonly number[]
  /** Rows with the id of an earlier row of the same file that says something else. */
  readonly clashes: readonly PreparedRequest[]
}

/** Where requests come from, and when. */
export interface RequestsOrigin {
  readonly source: string
  readonly channel: Channel
  readonly importId: number | null
  readonly now: number
  /** Whether its rows stand for themselves, so that two rows of one id are two requests. */
  readonly isTable?: boolean
}

type Said = Pick<PreparedRequest, 'subject' | 'text'>

/** Whether two requests say different things. */
export const saysOther = (one: Said, other: Said): boolean => one.text !== other.text || one.subject !== other.subject

/** The rows of what was replied to a request. */
export function replyRows(one: PreparedRequest, requestId: number, from: RequestsOrigin) {
  return one.replies.map((reply, at) => ({
    request_id: requestId,
    position: at,
    author: reply.author,
    text: reply.text,
    at: reply.at,
    handling_seconds: reply.handlingSeconds,
    import_id: from.importId,
  }))
}

/** Writes replies, a thousand at a time: a statement takes only so many values. */
export async function insertReplies(
  trx: Executor,
  replies: readonly ReturnType<typeof replyRows>[number][],
): Promise<void> {
  for (let at = 0; at < replies.length; at += 1000)
    await trx
      .insertInto('request_replies')
      .values(replies.slice(at, at + 1000))
      .execute()
}

/** A request's outcome, where a reply of staff says more than the source does. */
export function outcomeWith({ incoming, replies }: PreparedRequest): string {
  const isAnswered = replies.some((reply) => reply.author === 'staff')
  return isAnswered && (incoming.outcome === 'unknown' || incoming.outcome === 'unanswered')
    ? 'answered'
    : incoming.outcome
}
