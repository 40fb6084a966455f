import type { Executor } from '#db/transaction.server.ts'

/**
 * Requests (`requests`) or searches that found nothing (`searches`) that were asked before a time. A thread of the
 * community is none of them: it stays, and so does what stands for it among the requests.
 */
export function oldRequests(db: Executor, kind: 'requests' | 'searches', before: number) {
  return db
    .selectFrom('requests')
    .where('asked_at', '<', before)
    .where('thread_id', 'is', null)
    .where('channel', kind === 'searches' ? '=' : '!=', 'search')
}
