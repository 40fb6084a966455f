import { sql, type Kysely } from 'kysely'

/** A thread whose asker was asked for details waits for the asker: it is no longer among those that wait for an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update threads set waiting = 0 where waiting = 1 and details_asked_at is not null`.execute(db)
  await sql`update categories set open_count =
    (select count(*) from threads where threads.category_id = categories.id and threads.waiting = 1)`.execute(db)
}
