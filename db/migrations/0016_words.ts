import { sql, type Kysely } from 'kysely'

/** A member may choose the language that pages and mails speak to them in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table members add column locale text`.execute(db)
}
