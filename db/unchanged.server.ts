import { dataVersionOf } from './dialects/sqlite.server.ts'
import type { Executor } from './transaction.server.ts'

/**
 * Keeps what `read` found until anything in the database changes, whoever changes it: for a small table that every
 * page reads whole. In a transaction, and on PostgreSQL, which does not tell, it is read each time. What it returns is
 * shared and must not be changed.
 */
export function whileUnchanged<T>(read: (db: Executor) => Promise<T>): (db: Executor) => Promise<T> {
  const kept = new WeakMap<Executor, { readonly version: number; readonly found: T }>()
  return async (db) => {
    const version = db.isTransaction ? undefined : dataVersionOf(db)
    if (version === undefined) return read(db)
    const known = kept.get(db)
    if (known && known.version === version) return known.found
    const found = await read(db)
    kept.set(db, { version, found })
    return found
  }
}
