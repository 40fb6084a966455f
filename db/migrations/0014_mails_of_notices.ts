import { sql, type Kysely } from 'kysely'

/**
 * A mail names the notices that it tells of, so that each can be asked again when the mail leaves whether it still
 * holds. Until now it named the posts; a waiting mail about single threads has its notices in its cause.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table mails add column notices text not null default ''`.execute(db)
  const waiting = await sql<{ id: number; cause: string }>`select id, cause from mails
    where sent_at is null and failed_at is null and cause like 'notices %'`.execute(db)
  for (const { id, cause } of waiting.rows) {
    const notices = cause.split(' ')[2] ?? ''
    await sql`update mails set notices = ${notices} where id = ${id}`.execute(db)
  }
  await sql`alter table mails drop column posts`.execute(db)
}
