import { sql, type Kysely } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import type { Schema } from './schema.ts'

/** The database, or a transaction on it. */
export type Executor = Kysely<Schema>

/** How often a change is tried that PostgreSQL broke off to end a deadlock. */
const TRIES = 4

/**
 * Runs `change` in one transaction: all of it is kept, or, when it throws, none. It may run more than once:
 * two changes that wait for each other's rows end by one of them being broken off, and tried again.
 */
export async function inTransaction<T>(
  db: Executor,
  change: (trx: Executor) => Promise<T>,
): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await db.transaction().execute(change)
    } catch (error) {
      if (left === 0 || !isDeadlock(error)) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}

/** Tables with a numeric `id` that a command may decide about. */
type Lockable =
  | 'threads'
  | 'posts'
  | 'members'
  | 'categories'
  | 'tags'
  | 'flags'
  | 'imports'
  | 'articles'
  | 'topics'
  | 'topic_decisions'
  | 'requests'

/**
 * Makes others who decide about this row wait until the transaction ends. On SQLite every writing
 * transaction is alone already.
 */
export async function lockRow(trx: Executor, table: Lockable, id: number): Promise<void> {
  if (isPostgres(trx))
    await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(trx)
}

/** The errors by which a database says that it can't write for now: full disk, read-only, gone. */
export function isStorageFailure(error: unknown): 'full' | 'unavailable' | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === '53100')
    return 'full'
  if (/^SQLITE_(READONLY|IOERR|BUSY|CANTOPEN)/.test(code)) return 'unavailable'
  if (/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|57P0[123]|08\d{3})$/.test(code)) return 'unavailable'
  if (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  ) {
    return 'unavailable'
  }
  return null
}

/** True when a unique constraint refused a row: somebody else was first. */
export function isDuplicate(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    code === '23505' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  )
}
