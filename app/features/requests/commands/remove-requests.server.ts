import { tell } from '#app/platform/events/tell.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { afterRequestsChanged } from './requests-changed.server.ts'

export interface RemovedRequest {
  readonly id: number
  readonly topic_id: number | null
}

/**
 * Removes requests with their replies. Their topics are counted and named anew; articles that quote them are told by
 * `event`: taken back, they were never right; too old, they were.
 */
export async function removeRequests(
  trx: Executor,
  rows: readonly RemovedRequest[],
  event: 'requests.removed' | 'requests.aged',
  now: number,
): Promise<void> {
  const ids = rows.map((row) => row.id)
  const quoting = await trx
    .selectFrom('article_sources')
    .select('article_id')
    .distinct()
    .where('request_id', 'in', ids)
    .where('gone_at', 'is', null)
    .execute()
  await trx.deleteFrom('requests').where('id', 'in', ids).execute()
  // An article holds sentences of them.
  for (const { article_id } of quoting) await tell(trx, event, { article: article_id }, now)
  const topics = [...new Set(rows.flatMap((row) => row.topic_id ?? []))]
  await afterRequestsChanged(trx, { arrived: false, topics }, now)
}
