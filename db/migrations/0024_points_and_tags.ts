import { sql, type Kysely } from 'kysely'

/**
 * No statement looks for entries of the ledger by reason or by day alone, and each index is written with every entry of a
 * rebuild. Whose level lets them turn answers into comments may put tags in order as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['points_reason', 'points_day']) await db.schema.dropIndex(name).execute()
  await sql`update levels set rights = replace(rights, '"convert"', '"tags","convert"')
    where rights like '%"convert"%' and rights not like '%"tags"%'`.execute(db)
}
