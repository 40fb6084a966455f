import { isPostgres } from '#db/dialects/differences.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { PreparedRequest } from './prepare-request.server.ts'
import {
  saysOther,
  outcomeWith,
  replyRows,
  insertReplies,
  type RequestsOrigin,
  type Stored,
} from './request-rows.server.ts'

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
export async function updateKnown(
  trx: Executor,
  requests: readonly PreparedRequest[],
  from: RequestsOrigin,
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
