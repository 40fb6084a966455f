import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'
import type { RuleName } from '../rules/dry-run.ts'
import { DEFAULT_LISTS } from '../rules/severity.ts'
import { DEFAULT_RULES, DEFAULT_WEIGHTS, type EscalationRules, type SecondTier } from '../types.ts'

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
  // A rule that was kept before it had all of its figures has the usual ones for the rest.
  const rules = Object.fromEntries(
    Object.entries(DEFAULT_RULES).map(([name, rule]) => [name, { ...rule, ...given.rules?.[name as RuleName] }]),
  ) as unknown as EscalationRules // one entry for each rule
  return { ...DEFAULT_SECOND_TIER, ...given, rules }
})
