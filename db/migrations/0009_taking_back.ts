import { sql, type Kysely } from 'kysely'
import { identityColumn, idType, isPostgres } from '../dialects/differences.server.ts'

/** What an act of moderation took is kept, so that taking the act back gives all of it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const postgres = isPostgres(db)
  const whole = idType(postgres)
  // The acceptance that a post lost when it was hidden.
  await db.schema.alterTable('posts').addColumn('hidden_accepted_at', whole).execute()
  await db.schema.alterTable('posts').addColumn('hidden_accepted_by', whole).execute()
  // When the requests of an import that is being taken back are removed; until then it can be kept.
  await db.schema.alterTable('imports').addColumn('undo_due_at', whole).execute()
  await sql`update imports set undo_due_at = undone_at where undone_at is not null`.execute(db)
  await db.schema
    .createTable('thread_merges')
    .addColumn('id', whole, identityColumn(postgres))
    .addColumn('thread_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('into_id', whole, (c) => c.notNull().references('threads.id').onDelete('cascade'))
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by_id', whole)
    .addColumn('reason', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('undone_at', whole)
    .addColumn('undone_by', whole)
    .execute()
  await db.schema.createIndex('thread_merges_into').on('thread_merges').column('into_id').execute()
  await db.schema.createIndex('thread_merges_thread').on('thread_merges').column('thread_id').execute()
}
