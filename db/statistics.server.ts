import { sql } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import type { Executor } from './transaction.server.ts'

/**
 * Has the database look at how its tables are filled, by which it chooses between indexes: a few hundred rows of each
 * index on SQLite (`analysis_limit` of its connections), a sample on PostgreSQL. Each table is a statement of its own,
 * so that others get their turn. SQLite's open connections go on by what they knew, until they are opened again.
 */
export async function refreshStatistics(db: Executor, signal?: AbortSignal): Promise<void> {
  const tables = await db.introspection.getTables()
  for (const { name } of tables) {
    signal?.throwIfAborted()
    await sql`analyze ${sql.table(name)}`.execute(db)
  }
  if (!isPostgres(db)) await sql`pragma optimize`.execute(db)
}
