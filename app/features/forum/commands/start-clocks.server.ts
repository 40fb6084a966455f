import { DAY } from '#app/kernel/clock.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { startClock } from './thread-clock.server.ts'

/** Questions that were asked within so long before an import get a promise, in milliseconds; older ones never had one. */
export const PROMISED_BACK = 14 * DAY
const PAGE = 200

/**
 * Starts the clocks of the open questions that an import brought, as far as they were asked lately: they wait for
 * somebody here. What was asked long before nobody here promised anything. Returns how many; run twice, it is the same.
 */
export async function startClocks(db: Executor, source: string, now: number): Promise<number> {
  let last = 0
  let started = 0
  for (;;) {
    const rows = await db
      .selectFrom('threads')
      .selectAll()
      .where('source', '=', source)
      .where('id', '>', last)
      .where('created_at', '>', now - PROMISED_BACK)
      .where('kind', 'in', ['question', 'problem'])
      .where('promised', '=', 0)
      .where('merged_into', 'is', null)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    const end = rows.at(-1)
    if (!end) return started
    last = end.id
    await inTransaction(db, async (trx) => {
      for (const row of rows) {
        await trx.updateTable('threads').set({ promised: 1 }).where('id', '=', row.id).execute()
        await startClock(trx, { ...row, promised: 1 })
      }
      const threads = rows.map(({ id }) => ({ thread: id }))
      await tellAll(trx, 'clock.moved', threads, now)
    })
    started += rows.length
  }
}
