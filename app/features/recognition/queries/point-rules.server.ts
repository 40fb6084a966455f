import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'
import { DEFAULT_POINT_RULES, type PointRules } from '../types.ts'

/** Under this name the rules stand among the settings, as JSON. */
export const POINT_RULES_KEY = 'recognition.rules'

/** How points are counted here: what an admin set, and the rest as it comes. */
export const readPointRules: (db: Executor) => Promise<PointRules> = whileUnchanged(async (db) => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', POINT_RULES_KEY).executeTakeFirst()
  if (!row) return DEFAULT_POINT_RULES
  const given = JSON.parse(row.value) as Partial<PointRules> // written by the command that checks its shape
  return { ...DEFAULT_POINT_RULES, ...given, weights: { ...DEFAULT_POINT_RULES.weights, ...given.weights } }
})

/** When the rules were last changed, UTC milliseconds; 0 = never. */
export async function rulesChangedAt(db: Executor): Promise<number> {
  const row = await db.selectFrom('settings').select('changed_at').where('key', '=', POINT_RULES_KEY).executeTakeFirst()
  return row?.changed_at ?? 0
}
