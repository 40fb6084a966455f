import { sql, type Kysely } from 'kysely'

/** Askers of the last twelve weeks, in milliseconds. */
const TWELVE_WEEKS = 84 * 86_400_000
const MONTH = 30 * 86_400_000

/**
 * What an article would save goes by who asked in the last twelve weeks, which is counted when a topic is. Until then it is
 * what the askers over all time come to in as many weeks, as it was shown before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table topics add column recent_askers integer not null default 0`.execute(db)
  await sql`update topics set recent_askers = cast(asker_count * 1.0 * ${TWELVE_WEEKS} /
    case when coalesce(last_at, 0) - coalesce(first_at, 0) > ${MONTH}
      then coalesce(last_at, 0) - coalesce(first_at, 0) else ${MONTH} end as integer)`.execute(db)
}
