import type { Kysely } from 'kysely'

/** How many requests of an import told no time that could be read. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration sees the schema of its own time
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('imports')
    .addColumn('undated', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
