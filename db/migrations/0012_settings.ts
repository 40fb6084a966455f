import { sql, type Kysely } from 'kysely'
import { idType, isPostgres } from '../dialects/differences.server.ts'

/**
 * The legal texts of a place, every version of them, and a quick way to the jobs that failed for good. Of tokens that
 * live, one has a name: the younger of two that raced for it gets its number added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const whole = idType(isPostgres(db))
  await db.schema
    .createTable('legal_texts')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addPrimaryKeyConstraint('legal_texts_pk', ['name', 'number'])
    .execute()
  await sql`update api_tokens set name = name || ' ' || id where revoked_at is null and exists (
    select 1 from api_tokens older where older.name = api_tokens.name and older.revoked_at is null
      and older.id < api_tokens.id)`.execute(db)
  await sql`create unique index api_tokens_name on api_tokens (name) where revoked_at is null`.execute(db)
  await sql`create index jobs_parked on jobs (parked_at, id) where parked_at is not null`.execute(db)
}
