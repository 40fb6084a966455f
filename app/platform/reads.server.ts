import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { MINUTE, weekOf, type Clock } from '#app/kernel/clock.ts'
import { readAt } from '#app/kernel/match-address.ts'
import type { Logger } from './log.server.ts'
import type { Database } from '#db/client.server.ts'
import { inTransaction, isStorageFailure } from '#db/transaction.server.ts'

/** Pages that were read, counted in memory and written together: a read must never cost a write. */
export interface ReadTally {
  /** Counts a page that `reader` (a session or an address) has read; again within half an hour counts as the same read. */
  count(path: string, reader: string): void
  /** Writes what was counted since the last time. */
  flush(): Promise<void>
  close(): Promise<void>
}

const EVERY = 10_000
/** For how long a reload is the same read, and of how many reads that is remembered. */
const SAME_READ = 30 * MINUTE
const REMEMBERED = 50_000
/** Pages kept between two writes; beyond that reads of further pages go uncounted. */
const MOST = 20_000

/** Opens the tally; a process that dies loses the reads of its last seconds, and nothing else. */
export function openReadTally(db: Database, clock: Clock, log: Logger): ReadTally {
  let counts = new Map<string, number>()
  const seen = new LRUCache<string, number>({ max: REMEMBERED })
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return
    const counted = counts
    counts = new Map()
    try {
      await writeReads(db, clock.now(), counted)
    } catch (error) {
      if (isStorageFailure(error) === null) throw error
      for (const [page, reads] of counted) counts.set(page, (counts.get(page) ?? 0) + reads)
    }
  }
  const write = (): void => {
    flush().catch((error: unknown) => log.error({ err: error }, 'reads could not be written'))
  }
  const timer = setInterval(write, EVERY).unref()
  return {
    count(path, reader) {
      const page = readAt(path)
      if (!page) return
      const now = clock.now()
      const key = `${page.kind} ${page.id}`
      const read = `${key} ${reader}`
      const before = seen.get(read)
      if (before !== undefined && now - before < SAME_READ) return
      seen.set(read, now)
      if (counts.size < MOST || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

async function writeReads(db: Database, now: number, counts: ReadonlyMap<string, number>): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const [page, reads] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [kind, number] = page.split(' ')
      const id = Number(number)
      const table = kind === 'article' ? 'articles' : 'threads'
      const row = await trx
        .updateTable(table)
        .set({ read_count: sql<number>`read_count + ${reads}` })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (!row || kind !== 'article') continue
      await trx
        .insertInto('article_reads')
        .values({ article_id: id, week_at: weekOf(now), reads })
        .onConflict((c) =>
          c
            .columns(['article_id', 'week_at'])
            .doUpdateSet({ reads: sql<number>`article_reads.reads + excluded.reads` }),
        )
        .execute()
    }
  })
}
