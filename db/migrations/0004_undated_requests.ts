import type { Kysely } from 'kysely'

/** How many requests of an import told no time that could be read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('imports')
    .addColumn('undated', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
