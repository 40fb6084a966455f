import { sql, type Kysely } from 'kysely'

/** A post is one story at most at a time; one that was declined or withdrawn may be suggested again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index stories_once on stories (post_id)
    where declined_at is null and withdrawn_at is null`.execute(db)
}
