import { sql } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import { prepared } from './prepared.server.ts'
import type { Executor } from './transaction.server.ts'

/** A number that differs for SQLite's reading connection once any other, of this process or not, has committed. */
const selectVersion = prepared((db: Executor) =>
  db
    .selectFrom(sql<{ version: number }>`(select data_version as version from pragma_data_version)`.as('changes'))
    .select('version'),
)

/**
 * Keeps what `read` found until anything in the database changes, whoever changes it: for a small table that every
 * page reads whole. In a transaction, and on PostgreSQL, which does not tell, it is read each time. What it returns is
 * shared and must not be changed.
 */
export function whileUnchanged<T>(read: (db: Executor) => Promise<T>): (db: Executor) => Promise<T> {
  const kept = new WeakMap<Executor, { readonly version: number | undefined; readonly found: T }>()
  return async (db) => {
    if (db.isTransaction || isPostgres(db)) return read(db)
    const [row] = await selectVersion(db, {}, null)
    const known = kept.get(db)
    if (known && known.version === row?.version) return known.found
    const found = await read(db)
    kept.set(db, { version: row?.version, found })
    return found
  }
}
