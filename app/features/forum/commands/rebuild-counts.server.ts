import { sql } from 'kysely'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { everyPage, recountAround, recountThreads } from './recount.server.ts'

/** Counts everything that lists sort by again from the rows it is counted from; returns how many threads. */
export async function rebuildCounts(db: Executor, progress?: (done: number) => void): Promise<number> {
  const done = await everyPage(db, null, recountPage, progress)
  await inTransaction(db, recountAround)
  return done
}

async function recountPage(trx: Executor, first: number, last: number): Promise<void> {
  await recountThreads(trx, first, last)
  await sql`update posts set helpful_count = helpful_before + (select count(*) from helpful h where h.post_id = posts.id)
    where thread_id between ${first} and ${last}`.execute(trx)
}
