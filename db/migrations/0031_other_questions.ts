import { sql, type Kysely } from 'kysely'

/** 1 for a topic that holds what else is asked about a subject: many things, none of them often. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table topics add column is_rest integer not null default 0`.execute(db)
}
