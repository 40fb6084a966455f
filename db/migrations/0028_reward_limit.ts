import type { Kysely } from 'kysely'

/** How often one person can have a reward; null = as often as their points allow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('rewards').addColumn('most_each', 'integer').execute()
}
