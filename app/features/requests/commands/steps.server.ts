import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { membersByEmail } from '#app/features/accounts/queries/members.server.ts'
import { addCounts, type RedactionCounts } from '#app/platform/personal-data/redact.ts'
import { DAY } from '#app/kernel/clock.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { isPostgres } from '#db/dialects/differences.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { redactionPatterns } from '../queries/patterns.server.ts'
import { redactRequest, type RedactedRequest } from '../rules/redact-request.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import type { Channel, IncomingRequest } from '../types.ts'

/** A request as it may be stored, with what tells it from others. */
export interface PreparedRequest extends RedactedRequest {
  readonly incoming: Omit<IncomingRequest, 'subject' | 'text' | 'replies' | 'tags' | 'language' | 'requesterName'>
  readonly externalId: string
  readonly requesterKey: string | null
  /** Its address in the form that members are known by; kept in memory only. */
  readonly email: string | null
  /** Where it stands in its file. */
  readonly line?: number
}

/** What preparing needs besides the request itself, read once for many. */
export interface Preparing {
  readonly secret: string
  readonly patterns: readonly NumberPattern[]
}

/** Reads the site's secret and the admin's patterns. */
export async function preparing(db: Executor, now: number): Promise<Preparing> {
  return { secret: await readSecret(db, now), patterns: await redactionPatterns(db) }
}

/** Redacts a request and works out its keys; null when it says nothing. */
export function prepareRequest(request: IncomingRequest, { secret, patterns }: Preparing): PreparedRequest | null {
  const redacted = redactRequest(request, patterns)
  if (!redacted) return null
  const { requester } = request
  return {
    ...redacted,
    incoming: request,
    externalId: request.externalId ?? contentKey(secret, request),
    requesterKey: requester === null ? null : requesterKey(secret, requester),
    email: requester?.includes('@') ? requester.trim().toLowerCase() : null,
  }
}

/** Tells askers apart without naming them: an HMAC of the address or number, in one way of writing. */
export function requesterKey(secret: string, requester: string): string {
  const plain = requester.trim().toLowerCase()
  const isNumber = /^[+\d][\d ()./-]{6,}$/.test(plain)
  const normal = isNumber ? plain.replace(/\D/g, '').replace(/^00/, '') : plain
  return keyed(secret, 'requester', normal)
}

/** The id of a request that came without one: the same content is the same request. */
function contentKey(secret: string, request: IncomingRequest): string {
  const { askedAt, requester, subject, text } = request
  return `content ${keyed(secret, 'content', JSON.stringify([askedAt, requester, subject, text]))}`
}

function keyed(secret: string, what: string, text: string): string {
  return createHmac('sha256', secret).update(`${what}\n${text}`).digest('base64url').slice(0, 27)
}

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

/**
 * Writes requests that are not there yet, by source and id, and joins answers of a mail archive to what
 * they answer. What is known is brought up to date: further replies, outcome, satisfaction, handling time.
 * The same ones written again change nothing.
 */
export async function storeRequests(
  trx: Executor,
  requests: readonly PreparedRequest[],
  from: {
    readonly source: string
    readonly channel: Channel
    readonly importId: number | null
    readonly now: number
    readonly isTable?: boolean
  },
): Promise<Stored> {
  const fresh: PreparedRequest[] = []
  const later: PreparedRequest[] = []
  for (const one of requests) (one.incoming.answers.length === 0 ? fresh : later).push(one)
  const stored = await insertNew(trx, fresh, from)
  let { updated, unchanged, redactions } = stored
  const accepted = [...stored.accepted]
  const topics = [...stored.topics]
  for (const one of later) {
    const answered = await joinAnswer(trx, one, from)
    if (answered === 'unchanged') unchanged += 1
    else if (answered === 'joined') redactions = addCounts(redactions, one.redactions)
    else {
      const more = await insertNew(trx, [one], from)
      accepted.push(...more.accepted)
      topics.push(...more.topics)
      updated += more.updated
      unchanged += more.unchanged
      redactions = addCounts(redactions, more.redactions)
    }
  }
  return {
    accepted,
    updated,
    unchanged,
    redactions,
    topics: [...new Set(topics)],
    clashes: stored.clashes,
  }
}

/** Zones that a file does not name, and clocks that are not set, may put a time this far ahead. */
const AHEAD = DAY

/** When it was asked; now where that is not told, or lies in the future, before all that people ask from now on. */
function timeAsked(incoming: PreparedRequest['incoming'], now: number): number {
  const told = incoming.askedAt
  return told === null || told > now + AHEAD ? now : told
}

type From = Parameters<typeof storeRequests>[2]

async function insertNew(trx: Executor, requests: readonly PreparedRequest[], from: From): Promise<Stored> {
  if (requests.length === 0) return { accepted: [], updated: 0, unchanged: 0, redactions: {}, topics: [], clashes: [] }
  const emails = requests.flatMap(({ email }) => (email === null ? [] : [email]))
  const members = await membersByEmail(trx, emails)
  const { unique, clashes } = eachOnce(requests, from)
  const made = await trx
    .insertInto('requests')
    .values(
      unique.map((one) => ({
        channel: one.incoming.channel ?? from.channel,
        source: from.source,
        external_id: one.externalId,
        import_id: from.importId,
        member_id: one.email === null ? null : (members.get(one.email) ?? null),
        asked_at: timeAsked(one.incoming, from.now),
        created_at: from.now,
        requester_key: one.requesterKey,
        subject: one.subject,
        text: one.text,
        language: one.language,
        outcome: outcomeWith(one),
        handling_seconds: one.incoming.handlingSeconds,
        satisfaction: one.incoming.satisfaction,
        tags: JSON.stringify(one.tags),
        redactions: JSON.stringify(one.redactions),
      })),
    )
    .onConflict((c) => c.columns(['source', 'external_id']).doNothing())
    .returning(['id', 'external_id'])
    .execute()
  const idOf = new Map(made.map((row) => [row.external_id, row.id]))
  let redactions: RedactionCounts = {}
  const replies = []
  for (const one of unique) {
    const requestId = idOf.get(one.externalId)
    if (requestId === undefined) continue
    redactions = addCounts(redactions, one.redactions)
    replies.push(...replyRows(one, requestId, from))
  }
  await insertReplies(trx, replies)
  const known = unique.filter((one) => !idOf.has(one.externalId) && one.incoming.externalId !== null)
  const later = await updateKnown(trx, known, from)
  const { updated, topics } = later
  clashes.push(...later.clashes)
  return {
    accepted: made.map((row) => row.id),
    updated,
    unchanged: requests.length - made.length - updated - clashes.length,
    redactions,
    topics,
    clashes,
  }
}

/**
 * Each id once. In a table two rows of one id that say different things are two requests, of which the later one
 * can't be told from the first: it is left out and said, never taken for a newer copy.
 */
function eachOnce(
  requests: readonly PreparedRequest[],
  { isTable = false }: From,
): { readonly unique: readonly PreparedRequest[]; readonly clashes: PreparedRequest[] } {
  const byId = new Map<string, PreparedRequest>()
  const clashes: PreparedRequest[] = []
  for (const one of requests) {
    const before = byId.get(one.externalId)
    if (isTable && before && saysOther(before, one)) clashes.push(one)
    else byId.set(one.externalId, one)
  }
  return { unique: [...byId.values()], clashes }
}

type Said = Pick<PreparedRequest, 'subject' | 'text'>

const saysOther = (one: Said, other: Said): boolean => one.text !== other.text || one.subject !== other.subject

function replyRows(one: PreparedRequest, requestId: number, from: From) {
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

async function insertReplies(trx: Executor, replies: readonly ReturnType<typeof replyRows>[number][]): Promise<void> {
  for (let at = 0; at < replies.length; at += 1000)
    await trx
      .insertInto('request_replies')
      .values(replies.slice(at, at + 1000))
      .execute()
}

/** Where replies of these requests stand. */
async function positionsOf(
  trx: Executor,
  requestIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const found = new Map(requestIds.map((id) => [id, new Set<number>()]))
  if (requestIds.length === 0) return found
  const rows = await trx
    .selectFrom('request_replies')
    .select(['request_id', 'position'])
    .where('request_id', 'in', [...requestIds])
    .execute()
  for (const row of rows) found.get(row.request_id)?.add(row.position)
  return found
}

/** What a newer copy says more about requests that are there: it went on, and how it ended. */
async function updateKnown(
  trx: Executor,
  requests: readonly PreparedRequest[],
  from: From,
): Promise<Pick<Stored, 'updated' | 'topics' | 'clashes'>> {
  if (requests.length === 0) return { updated: 0, topics: [], clashes: [] }
  const byId = new Map(requests.map((one) => [one.externalId, one]))
  const rows = await trx
    .selectFrom('requests')
    .select([
      'id',
      'external_id',
      'import_id',
      'subject',
      'text',
      'topic_id',
      'outcome',
      'satisfaction',
      'handling_seconds',
    ])
    .where('source', '=', from.source)
    .where('external_id', 'in', [...byId.keys()])
    .orderBy('id')
    .$if(isPostgres(trx), (q) => q.forUpdate())
    .execute()
  const there = await positionsOf(
    trx,
    rows.map((row) => row.id),
  )
  const changed: number[] = []
  const clashes: PreparedRequest[] = []
  const topics: number[] = []
  for (const row of rows) {
    const one = byId.get(row.external_id ?? '')
    if (!one) continue
    if (from.isTable === true && row.import_id === from.importId && saysOther(row, one)) {
      clashes.push(one)
      continue
    }
    const outcome = outcomeWith(one)
    const positions = there.get(row.id) ?? new Set<number>()
    // Answered by a mail that this copy does not know of, or ended in a way that it says nothing about.
    const said = one.incoming.outcome
    const isBehind = said === 'unanswered' && positions.size > one.replies.length
    const isUnsaid = said === 'unknown' && row.outcome !== 'unknown' && row.outcome !== 'unanswered'
    const next = {
      outcome: outcome === 'unknown' || isBehind || isUnsaid ? row.outcome : outcome,
      satisfaction: one.incoming.satisfaction ?? row.satisfaction,
      handling_seconds: one.incoming.handlingSeconds ?? row.handling_seconds,
    }
    // Where an undone import took replies along, what stood there comes back.
    const more = replyRows(one, row.id, from).filter(({ position }) => !positions.has(position))
    const isSame =
      next.outcome === row.outcome &&
      next.satisfaction === row.satisfaction &&
      next.handling_seconds === row.handling_seconds
    if (isSame && more.length === 0) continue
    if (!isSame) await trx.updateTable('requests').set(next).where('id', '=', row.id).execute()
    await insertReplies(trx, more)
    changed.push(row.id)
    if (row.topic_id !== null) topics.push(row.topic_id)
  }
  return { updated: changed.length, topics: [...new Set(topics)], clashes }
}

function outcomeWith({ incoming, replies }: PreparedRequest): string {
  const isAnswered = replies.some((reply) => reply.author === 'staff')
  return isAnswered && (incoming.outcome === 'unknown' || incoming.outcome === 'unanswered')
    ? 'answered'
    : incoming.outcome
}

/** Adds a mail to the request it answers; whoever is not the requester is staff. */
async function joinAnswer(trx: Executor, mail: PreparedRequest, from: From): Promise<'joined' | 'unchanged' | 'none'> {
  const request = await trx
    .selectFrom('requests')
    .select(['id', 'requester_key', 'outcome'])
    .where('source', '=', from.source)
    .where('external_id', 'in', mail.incoming.answers)
    .orderBy('id')
    .executeTakeFirst()
  if (!request) return 'none'
  const known = await trx
    .selectFrom('request_replies')
    .select(['position', 'text', 'at'])
    .where('request_id', '=', request.id)
    .orderBy('position', 'desc')
    .execute()
  if (known.some((reply) => reply.text === mail.text && reply.at === mail.incoming.askedAt)) return 'unchanged'
  const isStaff = mail.requesterKey === null || mail.requesterKey !== request.requester_key
  await trx
    .insertInto('request_replies')
    .values({
      request_id: request.id,
      position: (known[0]?.position ?? -1) + 1,
      author: isStaff ? 'staff' : 'requester',
      text: mail.text,
      at: mail.incoming.askedAt,
      import_id: from.importId,
    })
    .execute()
  if (isStaff && (request.outcome === 'unknown' || request.outcome === 'unanswered'))
    await trx.updateTable('requests').set({ outcome: 'answered' }).where('id', '=', request.id).execute()
  return 'joined'
}

/** Adds to the counts of an import that other batches add to as well. */
export function plus(
  column: 'accepted' | 'updated' | 'unchanged' | 'refused' | 'undated' | 'damaged_ids' | 'garbled' | 'cut_texts',
  by: number,
) {
  return sql<number>`${sql.ref(column)} + ${by}`
}

/** What changed about the requests: new ones wait to be placed, removed ones leave their topics. */
export interface RequestsChange {
  readonly arrived: boolean
  /** Topics whose requests became fewer, or others. */
  readonly topics: readonly number[]
}

/**
 * The one place that tells the rest of the product that requests came or went; called in the
 * transaction of the change.
 */
export async function afterRequestsChanged(trx: Executor, change: RequestsChange, now: number): Promise<void> {
  if (change.arrived) await tell(trx, 'requests.arrived', {}, now)
  for (const topic of change.topics) await tell(trx, 'topic.changed', { topic }, now)
}
