import type { Badge, BadgeKind, BadgeRule } from '#app/features/badges/types.ts'
import { ANY_RULE } from '#app/features/badges/rules/badge-rule.ts'
import { badgeOf } from '#app/features/badges/queries/badges.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { NOON } from '../fakes/clock.ts'
import { nextNumber } from './rows.ts'

/** A badge in use, with its first version: by default given once for one accepted answer. */
export async function aBadge(
  db: Executor,
  {
    rule = {},
    kind = 'once',
    steps = [],
    name = `Badge ${nextNumber()}`,
  }: {
    readonly rule?: Partial<BadgeRule>
    readonly kind?: BadgeKind
    readonly steps?: readonly number[]
    readonly name?: string
  } = {},
): Promise<Badge> {
  const looks = {
    name,
    description: 'For what was done well.',
    emblem: 'drop',
    kind,
    rule: kind === 'hand' ? null : JSON.stringify({ ...ANY_RULE, ...rule }),
    steps: JSON.stringify(steps),
  }
  const row = await db
    .insertInto('badges')
    .values({ ...looks, slug: `badge-${nextNumber()}`, state: 'active', created_at: NOON, changed_at: NOON })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db
    .insertInto('badge_versions')
    .values({ ...looks, badge_id: row.id, version: 1, at: NOON })
    .execute()
  return badgeOf(row)
}
