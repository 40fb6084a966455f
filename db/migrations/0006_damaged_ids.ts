import type { Kysely } from 'kysely'

/** How many rows of an import came with an id that a spreadsheet had changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('imports')
    .addColumn('damaged_ids', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
