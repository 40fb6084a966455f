import { sql, type Kysely } from 'kysely'
import { codeOf, isConnectionLost } from './dialects/connection-errors.ts'
import { isPostgres } from './dialects/differences.server.ts'
import type { Schema } from './schema.ts'

export { isConnectionLost }

/** The database, or a transaction on it. */
export type Executor = Kysely<Schema>

/** How often a change is tried that PostgreSQL broke off: to end a deadlock, or because it restarts. */
const TRIES = 4

/**
 * Runs `change` in one transaction: all of it is kept, or, when it throws, none. It may run more than once:
 * two changes that wait for each other's rows end by one of them being broken off, and a connection that breaks
 * before the commit was sent has kept nothing. A connection that breaks during the commit is not tried again,
 * because nobody knows whether the commit arrived.
 */
export async function inTransaction<T>(db: Executor, change: (trx: Executor) => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    let isCommitting = false
    try {
      return await db.transaction().execute(async (trx) => {
        const result = await change(trx)
        isCommitting = true
        return result
      })
    } catch (error) {
      const again = codeOf(error) === '40P01' || (!isCommitting && isConnectionLost(error))
      if (left === 0 || !again) throw error
    }
  }
}

/** Tables with a numeric `id` that a command may decide about. */
type Lockable =
  | 'threads'
  | 'posts'
  | 'members'
  | 'categories'
  | 'calendars'
  | 'tags'
  | 'flags'
  | 'imports'
  | 'articles'
  | 'topics'
  | 'topic_decisions'
  | 'requests'
  | 'escalations'
  | 'teams'
  | 'prepared_answers'
  | 'exemplars'
  | 'levels'
  | 'badges'
  | 'awards'
  | 'missions'
  | 'rewards'
  | 'redemptions'
  | 'panels'
  | 'stories'
  | 'synonym_sets'
  | 'synonym_proposals'
  | 'suspicions'
  | 'applications'

/**
 * Makes others who decide about this row wait until the transaction ends. On SQLite every writing
 * transaction is alone already.
 */
export async function lockRow(trx: Executor, table: Lockable, id: number): Promise<void> {
  if (isPostgres(trx)) await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(trx)
}

/** The same for what is no row of a table: others who decide about this name wait. */
export async function lockName(trx: Executor, name: string): Promise<void> {
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(hashtext(${`askwell ${name}`}))`.execute(trx)
}

/** The errors by which a database says that it can't write for now: full disk, read-only, gone. */
export function isStorageFailure(error: unknown): 'full' | 'unavailable' | null {
  const code = codeOf(error)
  if (/^(?:SQLITE_FULL|ENOSPC|EDQUOT|53100)$/.test(code)) return 'full'
  if (/^(?:SQLITE_(?:READONLY|IOERR|BUSY|CANTOPEN).*|25006)$/.test(code)) return 'unavailable'
  return isConnectionLost(error) ? 'unavailable' : null
}

/** True when a change would have left a place that has an active admin without one. */
export function isLastAdmin(error: unknown): boolean {
  return error instanceof Error && /\bkeep_an_admin\b/.test(error.message)
}

/** True when a unique constraint refused a row: somebody else was first. */
export function isDuplicate(error: unknown): boolean {
  return /^(?:23505|SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY))$/.test(codeOf(error))
}
