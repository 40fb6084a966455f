import type { Selectable } from 'kysely'
import { whileUnchanged } from '#db/unchanged.server.ts'
import type { BadgesTable } from '#db/schema/badges.ts'
import type { Executor } from '#db/transaction.server.ts'
import { readRule } from '../rules/badge-rule.ts'
import type { Badge, BadgeKind, BadgeState } from '../types.ts'

/** Every badge in its order; there are tens of them, so they are read whole. */
export const listBadges: (db: Executor) => Promise<readonly Badge[]> = whileUnchanged(async (db) => {
  const rows = await db.selectFrom('badges').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(badgeOf)
})

/** One badge as it is now. */
export async function findBadge(db: Executor, by: { readonly id: number } | { readonly slug: string }) {
  const q = db.selectFrom('badges').selectAll()
  const row = await ('id' in by ? q.where('id', '=', by.id) : q.where('slug', '=', by.slug)).executeTakeFirst()
  return row && badgeOf(row)
}

/** A row as a badge. */
export function badgeOf(row: Selectable<BadgesTable>): Badge {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    emblem: row.emblem,
    kind: row.kind as BadgeKind, // written from the closed list only
    rule: readRule(row.rule),
    steps: JSON.parse(row.steps) as number[],
    rare: row.rare === 1,
    state: row.state as BadgeState, // written from the closed list only
    version: row.version,
  }
}
