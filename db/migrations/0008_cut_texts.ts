import type { Kysely } from 'kysely'

/** How many texts of an import end where a spreadsheet cuts its cells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('imports')
    .addColumn('cut_texts', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
