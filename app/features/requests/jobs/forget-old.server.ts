import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { removeRequests } from '../commands/remove-requests.server.ts'
import { oldRequests } from '../queries/old-requests.server.ts'

const PAGE = 500

/**
 * Part of the job `retention.sweep`: requests and searches go once they are older than an admin lets them be. Each
 * page is a transaction of its own, which reads the setting anew: a longer time that is chosen meanwhile holds at once.
 */
export async function forgetOldRequests(services: Pick<Services, 'db' | 'clock'>, signal?: AbortSignal): Promise<void> {
  for (const kind of ['requests', 'searches'] as const) {
    while ((await forgetPage(services, kind)) === PAGE) signal?.throwIfAborted()
  }
}

async function forgetPage(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  kind: 'requests' | 'searches',
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { kept } = await readSite(trx)
    const days = kept[kind]
    if (days === null) return 0
    const now = clock.now()
    const rows = await oldRequests(trx, kind, now - days * DAY)
      .select(['id', 'topic_id'])
      .orderBy('asked_at')
      .orderBy('id')
      .limit(PAGE)
      .execute()
    if (rows.length > 0) await removeRequests(trx, rows, 'requests.aged', now)
    return rows.length
  })
}
