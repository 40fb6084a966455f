import type { IncomingReply, IncomingRequest } from '../types.ts'
import { channelOf, idParts, outcomeOf, secondsOf, tagsOf, textOf } from './request-of.ts'
import { satisfactionOf, type Scale } from './rating-scale.ts'
import { timeOf } from './times.ts'

type Json = Readonly<Record<string, unknown>>

const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(record) : [])
const STAFF = /^(?:agent|admin|staff|light.?agent)$/i

/** A ticket as Zendesk exports it. Internal notes are nobody's reply and are left out. */
export function zendeskRequest(
  ticket: Json,
  { scale, hasLostFigures }: { readonly scale: Scale; readonly hasLostFigures: boolean },
): IncomingRequest {
  const requester = record(ticket['requester'])
  const requesterId = textOf(ticket['requester_id'] ?? requester['id'])
  const description = textOf(ticket['description']).trim()
  const comments = list(ticket['comments'] ?? record(ticket['comments'])['comments'])
  const open = comments.filter((comment) => comment['public'] !== false)
  const first = textOf(open[0]?.['plain_body'] ?? open[0]?.['body']).trim()
  const isFirstOwn =
    open.length > 0 && (description === '' || same(first, description) || !isStaff(open[0] ?? {}, requesterId))
  const rest = isFirstOwn ? open.slice(1) : open
  const replies = rest.flatMap((comment) => replyOf(comment, requesterId))
  const status = outcomeOf(textOf(ticket['status']))
  const isAnswered = replies.some((reply) => reply.author === 'staff')
  const minutes = record(record(ticket['metric_set'])['agent_work_time_in_minutes'])['calendar']
  return {
    ...idParts(ticket['id'], hasLostFigures),
    channel: channelOf(textOf(record(ticket['via'])['channel'] ?? ticket['via'])),
    askedAt: timeOf(textOf(ticket['created_at']), true),
    requester: textOf(requester['email'] ?? ticket['requester_email']) || requesterId || null,
    requesterName: textOf(requester['name']) || null,
    subject: textOf(ticket['subject'] ?? ticket['raw_subject']).trim(),
    text: description === '' ? first : description,
    replies,
    outcome: status === 'solved' ? 'solved' : isAnswered ? 'answered' : status === 'unknown' ? 'unknown' : 'unanswered',
    handlingSeconds: secondsOf(
      textOf(ticket['handling_seconds'] ?? (minutes === undefined ? '' : `${textOf(minutes)} min`)),
    ),
    satisfaction: satisfactionOf(zendeskRating(ticket), scale),
    tags: tagsOf(ticket['tags']),
    language: /^[a-z]{2}/i.exec(textOf(ticket['locale']))?.[0].toLowerCase() ?? null,
    answers: [],
  }
}

/** How a ticket was rated, as it stands there. */
export function zendeskRating(ticket: Json): string {
  const rating = ticket['satisfaction_rating']
  return textOf(typeof rating === 'object' ? record(rating)['score'] : rating)
}

function replyOf(comment: Json, requesterId: string): IncomingReply[] {
  const text = textOf(comment['plain_body'] ?? comment['body'] ?? comment['html_body']).trim()
  if (text === '') return []
  return [
    {
      author: isStaff(comment, requesterId) ? 'staff' : 'requester',
      text,
      at: timeOf(textOf(comment['created_at']), true),
      handlingSeconds: secondsOf(textOf(comment['handling_seconds'])),
    },
  ]
}

/** By the author's role where it is told, else whoever is not the requester. */
function isStaff(comment: Json, requesterId: string): boolean {
  const role = textOf(comment['author_role'] ?? record(comment['author'])['role'])
  if (role !== '') return STAFF.test(role)
  const author = textOf(comment['author_id'] ?? record(comment['author'])['id'])
  return author !== '' && requesterId !== '' && author !== requesterId
}

const same = (one: string, other: string): boolean => one.replace(/\s+/g, ' ') === other.replace(/\s+/g, ' ')
