import { tell } from '#app/platform/events/tell.server.ts'
import type { Executor } from '#db/transaction.server.ts'

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
