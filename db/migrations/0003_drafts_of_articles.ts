import type { Kysely } from 'kysely'

/** Room in a draft for the other fields of its form: an article has more to it than a title and a text. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration sees the schema of its own time
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .alterTable('drafts')
    .addColumn('fields', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute()
}
