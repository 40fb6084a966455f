import { sql } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import type { Executor } from './transaction.server.ts'

/** Lets SQLite keep 256 MB of the file in memory, for a command that writes all over it; PostgreSQL minds its own. */
export async function useMuchMemory(db: Executor): Promise<void> {
  if (!isPostgres(db)) await sql`pragma cache_size = -262144`.execute(db)
}
