import { sql } from 'kysely'
import { mayMindBadges } from '#app/access/badges.ts'
import { pause } from '#app/kernel/pause.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { yearAt } from '../rules/year.ts'
import { matchesAll, needsOf, type Measured } from '../rules/badge-rule.ts'
import { waterOf } from '../rules/pail.ts'
import type { Badge, BadgePreview } from '../types.ts'
import { measureBadge, type MemberRange } from './measure.server.ts'
import { rangesOf } from './ranges.server.ts'

const SHOWN = 20

/**
 * Who would have a badge today if its rule were this one: how many, by step, and the nearest. It looks at the whole
 * ledger in pieces, and lets pages be answered between them.
 */
export async function previewBadge(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  badge: Pick<Badge, 'kind' | 'rule' | 'steps'>,
): Promise<BadgePreview> {
  demand(mayMindBadges(viewer))
  const needs = needsOf(badge)
  const period = badge.kind === 'yearly' ? yearAt(clock.now()) : ''
  const would = needs.map(() => 0)
  let nearest: Measured[] = []
  let known = 0
  for await (const range of rangesOf(db)) {
    const measured = (await measureBadge(db, badge, range)).filter((one) => one.period === period)
    for (const one of measured)
      for (const [index, at] of one.reachedAt.entries()) if (at !== null) would[index] = (would[index] ?? 0) + 1
    known += await countKnown(db, range)
    nearest = [...nearest, ...measured].sort(nearer).slice(0, SHOWN)
    await pause()
  }
  return {
    would,
    known,
    matchesAll: matchesAll(would[0] ?? 0, known),
    rows: await withNames(db, nearest, needs),
  }
}

const reachedOf = (one: Measured): number => one.reachedAt.filter((at) => at !== null).length
const nearer = (a: Measured, b: Measured): number =>
  reachedOf(b) - reachedOf(a) || b.best - a.best || a.memberId - b.memberId

/** Members of a range who ever earned anything. */
async function countKnown(db: Executor, { from, to }: MemberRange): Promise<number> {
  const { n } = await db
    .selectFrom('points')
    .select(sql<number>`count(distinct member_id)`.as('n'))
    .where('member_id', '>=', from)
    .where('member_id', '<', to)
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function withNames(db: Executor, nearest: readonly Measured[], needs: readonly number[]) {
  if (nearest.length === 0) return []
  const members = await db
    .selectFrom('members')
    .select(['id', 'handle', 'name'])
    .where(
      'id',
      'in',
      nearest.map((one) => one.memberId),
    )
    .execute()
  const byId = new Map(members.map((row) => [row.id, row]))
  return nearest.flatMap((one) => {
    const member = byId.get(one.memberId)
    const reached = reachedOf(one)
    return member
      ? [
          {
            handle: member.handle,
            name: member.name,
            have: one.best,
            water: reached === 0 ? (0 as const) : waterOf(reached, needs.length),
            at: one.reachedAt.findLast((at) => at !== null) ?? null,
          },
        ]
      : []
  })
}
