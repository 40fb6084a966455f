import { sql, type Kysely } from 'kysely'
import { idType, isPostgres } from '../dialects/differences.server.ts'

interface Tables {
  searches: { id: number; session_key: string; member_id: number | null; query: string; at: number }
  search_log: {
    at: number
    session_key: string | null
    member_id: number | null
    query: string
    query_key: string
    language: string
    found: number
    exact: number
    pending_at: number | null
  }
  requests: { source: string; external_id: string | null }
}

/**
 * Searches in vain are kept once, with all others. Those that no request was made of yet are still pending; of the others the
 * requests are there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('search_log')
    .addColumn('pending_at', idType(isPostgres(db)))
    .execute()
  await sql`create index search_log_pending on search_log (session_key, id) where pending_at is not null`.execute(db)
  const tables = db as Kysely<Tables>
  const rows = await tables.selectFrom('searches').selectAll().orderBy('id').execute()
  const sessions = new Map<string, Tables['searches'][]>()
  for (const row of rows) sessions.set(row.session_key, [...(sessions.get(row.session_key) ?? []), row])
  for (const [sessionKey, searches] of sessions) {
    const settled = await tables
      .selectFrom('requests')
      .select('external_id')
      .where('source', '=', 'search')
      .where(
        'external_id',
        'in',
        searches.map(({ id }) => `${sessionKey} ${id}`),
      )
      .executeTakeFirst()
    if (settled) continue
    for (const search of searches) await keepPending(tables, search)
  }
  await db.schema.dropTable('searches').execute()
}

async function keepPending(tables: Kysely<Tables>, search: Tables['searches']): Promise<void> {
  const { numUpdatedRows } = await tables
    .updateTable('search_log')
    .set({ pending_at: search.at })
    .where('session_key', '=', search.session_key)
    .where('query', '=', search.query)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  // Made before searches were logged.
  await tables
    .insertInto('search_log')
    .values({
      at: search.at,
      session_key: search.session_key,
      member_id: search.member_id,
      query: search.query,
      query_key: search.query.toLowerCase().slice(0, 200),
      language: '',
      found: 0,
      exact: 0,
      pending_at: search.at,
    })
    .onConflict((c) => c.columns(['session_key', 'query_key']).doNothing())
    .execute()
}
