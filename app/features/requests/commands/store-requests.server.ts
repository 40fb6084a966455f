import { membersByEmail } from '#app/features/accounts/queries/members.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { addCounts, type RedactionCounts } from '#app/platform/personal-data/redact.ts'
import type { Executor } from '#db/transaction.server.ts'
import { joinAnswer } from './join-answer.server.ts'
import type { PreparedRequest } from './prepare-request.server.ts'
import {
  outcomeWith,
  replyRows,
  insertReplies,
  saysOther,
  type RequestsOrigin,
  type Stored,
} from './request-rows.server.ts'
import { updateKnown } from './update-requests.server.ts'

/**
 * Writes requests that are not there yet, by source and id, and joins answers of a mail archive to what
 * they answer. What is known is brought up to date: further replies, outcome, satisfaction, handling time.
 * The same ones written again change nothing.
 */
export async function storeRequests(
  trx: Executor,
  requests: readonly PreparedRequest[],
  from: RequestsOrigin,
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
  const stated = incoming.askedAt
  return stated === null || stated > now + AHEAD ? now : stated
}

async function insertNew(trx: Executor, requests: readonly PreparedRequest[], from: RequestsOrigin): Promise<Stored> {
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
  { isTable = false }: RequestsOrigin,
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
