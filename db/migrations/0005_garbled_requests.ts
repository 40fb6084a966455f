import type { Kysely } from 'kysely'

/** How many requests of an import hold places that could not be decoded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('imports')
    .addColumn('garbled', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
}
