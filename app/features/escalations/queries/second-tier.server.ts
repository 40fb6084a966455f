import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'
import { DEFAULT_LISTS } from '../rules/severity.ts'
import { DEFAULT_RULES, DEFAULT_WEIGHTS, type SecondTier } from '../types.ts'

/** How the second tier works where nobody set anything: one agent and no set-up are enough. */
export const DEFAULT_SECOND_TIER: SecondTier = {
  rules: DEFAULT_RULES,
  weights: DEFAULT_WEIGHTS,
  lists: DEFAULT_LISTS,
  idleMinutes: 120,
  mostOpen: null,
  giving: 'claim',
  closeAfterDays: null,
}

/** Settings have this before their names in the table. */
export const SECOND_TIER_PREFIX = 'second-tier.'

/** Reads how the second tier is set up. */
export const readSecondTier: (db: Executor) => Promise<SecondTier> = whileUnchanged(async (db) => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'like', `${SECOND_TIER_PREFIX}%`)
    .execute()
  const set = Object.fromEntries(
    rows.map((row) => [row.key.slice(SECOND_TIER_PREFIX.length), JSON.parse(row.value) as unknown]),
  )
  const given = set as Partial<SecondTier> // written by the command that checks its shape
  return { ...DEFAULT_SECOND_TIER, ...given, rules: { ...DEFAULT_RULES, ...given.rules } }
})
