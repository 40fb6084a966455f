import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

const PAGE = 500

type Parts = Pick<Services, 'db' | 'clock'>

/** The job `search.sweep`: a day after a search nothing tells any more which visitor made it. */
export async function expireSessions({ db, clock }: Parts): Promise<void> {
  const before = clock.now() - DAY
  for (const table of ['search_log', 'deflections'] as const) {
    for (;;) {
      const rows = await db
        .selectFrom(table)
        .select('id')
        .where('session_key', 'is not', null)
        .where('at', '<', before)
        .orderBy('at')
        .limit(PAGE)
        .execute()
      if (rows.length === 0) break
      // What is pending after a day has no session any more that it could be one question with.
      if (table === 'search_log')
        await db
          .updateTable(table)
          .set({ session_key: null, pending_at: null })
          .where('id', 'in', idsOf(rows))
          .execute()
      else await db.updateTable(table).set({ session_key: null }).where('id', 'in', idsOf(rows)).execute()
    }
  }
}

/**
 * Part of the job `retention.sweep`: searches and what was opened from them go once they are older than an admin lets them
 * be. Each page is a transaction of its own, which reads the setting anew.
 */
export async function forgetOldSearches({ db, clock }: Parts, signal?: AbortSignal): Promise<void> {
  for (const table of ['search_log', 'deflections'] as const) {
    const forgetPage = () =>
      inTransaction(db, async (trx) => {
        const days = (await readSite(trx)).kept.searches
        if (days === null) return 0
        const rows = await trx
          .selectFrom(table)
          .select('id')
          .where('at', '<', clock.now() - days * DAY)
          .orderBy('at')
          .limit(PAGE)
          .execute()
        if (rows.length > 0) await trx.deleteFrom(table).where('id', 'in', idsOf(rows)).execute()
        return rows.length
      })
    while ((await forgetPage()) === PAGE) signal?.throwIfAborted()
  }
}

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)
