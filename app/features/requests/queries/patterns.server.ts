import { sql } from 'kysely'
import { numberPattern } from '#app/platform/personal-data/patterns.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import type { Executor } from '#db/transaction.server.ts'

/** The patterns of the shop's own numbers, ready to run. */
export async function redactionPatterns(db: Executor): Promise<readonly NumberPattern[]> {
  const rows = await listPatterns(db)
  return rows.flatMap(({ name, pattern }) => {
    const made = numberPattern(name, pattern)
    return 'say' in made ? [] : [made]
  })
}

/** What a pattern would have taken out of the newest requests. */
export interface HiddenByPattern {
  readonly looked: number
  /** Requests of which it takes something out. */
  readonly requests: number
  /** Some of it, each once. */
  readonly examples: readonly string[]
}

const LOOKED_AT = 1000
const MOST_LETTERS = 4000
const EXAMPLES = 5

/** Tries a pattern on the newest requests, at most 1,000, as they are stored. */
export async function hiddenBy(db: Executor, pattern: NumberPattern): Promise<HiddenByPattern> {
  const rows = await db
    .selectFrom('requests')
    .select(['subject', sql<string>`substr(text, 1, ${sql.lit(MOST_LETTERS)})`.as('text')])
    .orderBy('id', 'desc')
    .limit(LOOKED_AT)
    .execute()
  const found = rows.map((row) => {
    const text = `${row.subject}\n${row.text}`
    return pattern.find(text).map(([start, end]) => text.slice(start, end))
  })
  return {
    looked: rows.length,
    requests: found.filter((one) => one.length > 0).length,
    examples: [...new Set(found.flat())].slice(0, EXAMPLES),
  }
}

/** The patterns as an admin wrote them. */
export async function listPatterns(db: Executor) {
  return db.selectFrom('redaction_patterns').select(['id', 'name', 'pattern']).orderBy('name').orderBy('id').execute()
}
