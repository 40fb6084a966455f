import type { Executor } from '#db/transaction.server.ts'

/** Whether a run began since then that was not broken off: what came in before is in its topics, or will be. */
export async function wasMinedSince(db: Executor, at: number): Promise<boolean> {
  const row = await db
    .selectFrom('mining_runs')
    .select('id')
    .where('started_at', '>=', at)
    .where('failed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
