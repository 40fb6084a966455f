import { sql } from 'kysely'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { recountAround, recountThreads } from './settle-import.server.ts'

const PAGE = 500

/** Counts everything that lists sort by again from the rows it is counted from; returns how many threads. */
export async function rebuildCounts(
  db: Executor,
  progress: (done: number) => void = () => undefined,
): Promise<number> {
  let last = 0
  let done = 0
  for (;;) {
    const rows = await db
      .selectFrom('threads')
      .select('id')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    const [first] = rows
    if (!first) break
    last = rows.at(-1)?.id ?? last
    done += rows.length
    await inTransaction(db, async (trx) => {
      await recountThreads(trx, first.id, last)
      await sql`update posts set helpful_count = helpful_before + (select count(*) from helpful h where h.post_id = posts.id)
        where thread_id between ${first.id} and ${last}`.execute(trx)
    })
    progress(done)
  }
  await inTransaction(db, recountAround)
  return done
}
