import type { Kysely } from 'kysely'

/** Room in a draft for the other fields of its form: an article has more to it than a title and a text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('drafts')
    .addColumn('fields', 'text', (c) => c.notNull().defaultTo('{}'))
    .execute()
}
