import { numberPattern } from '#app/platform/personal-data/patterns.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The patterns of the shop's own numbers, ready to run. */
export async function redactionPatterns(db: Executor): Promise<readonly NumberPattern[]> {
  const rows = await listPatterns(db)
  return rows.flatMap(({ name, pattern }) => {
    const made = numberPattern(name, pattern)
    return typeof made === 'string' ? [] : [made]
  })
}

/** The patterns as an admin wrote them. */
export async function listPatterns(db: Executor) {
  return db
    .selectFrom('redaction_patterns')
    .select(['id', 'name', 'pattern'])
    .orderBy('name')
    .orderBy('id')
    .execute()
}
