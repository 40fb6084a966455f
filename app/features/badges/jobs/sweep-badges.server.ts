import { pause } from '#app/kernel/pause.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { awardDue } from '../commands/award-due.server.ts'
import { writeProgress, type ProgressRow } from '../commands/write-progress.server.ts'
import { findBadge, listBadges } from '../queries/badges.server.ts'
import { measureBadge, type MemberRange } from '../queries/measure.server.ts'
import { rangesOf } from '../queries/ranges.server.ts'
import { dueAwards, needsOf, progressOf } from '../rules/badge-rule.ts'
import { yearAt } from '../rules/year.ts'
import type { Badge } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/**
 * The job `badges.sweep`: all members have what one badge gives by its present rule, or, for 0, what any badge gives. It
 * goes through members in pieces of a few milliseconds, and may be broken off between two: what was done stays done.
 */
export async function sweepBadges(services: Parts, badgeId: number, signal: AbortSignal): Promise<void> {
  const badges = badgeId === 0 ? await listBadges(services.db) : [await findBadge(services.db, { id: badgeId })]
  for (const badge of badges) if (badge) await sweepBadge(services, badge, signal)
}

async function sweepBadge(services: Parts, badge: Badge, signal: AbortSignal): Promise<void> {
  if (badge.state !== 'active' || badge.rule === null) {
    await services.db.deleteFrom('badge_progress').where('badge_id', '=', badge.id).execute()
    return
  }
  for await (const range of rangesOf(services.db)) {
    signal.throwIfAborted()
    await sweepRange(services, badge, range)
    await pause()
  }
}

async function sweepRange(services: Parts, badge: Badge, range: MemberRange): Promise<void> {
  const { db, clock } = services
  const measured = await measureBadge(db, badge, range)
  const had = await awardsIn(db, badge.id, range)
  const due = dueAwards(badge.kind, measured).filter((one) => !had.has(`${one.memberId} ${one.step} ${one.period}`))
  await awardDue(services, badge, due)
  const period = badge.kind === 'yearly' ? yearAt(clock.now()) : ''
  const needs = needsOf(badge)
  const here = await membersIn(db, range)
  const wanted = measured.flatMap((one): ProgressRow[] => {
    const progress = one.period === period && here.has(one.memberId) ? progressOf(needs, one) : null
    return progress ? [{ memberId: one.memberId, badgeId: badge.id, ...progress }] : []
  })
  const known = await db
    .selectFrom('badge_progress')
    .selectAll()
    .where('badge_id', '=', badge.id)
    .where('member_id', '>=', range.from)
    .where('member_id', '<', range.to)
    .execute()
  await writeProgress(db, known, wanted)
}

async function awardsIn(db: Executor, badgeId: number, { from, to }: MemberRange): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('awards')
    .select(['member_id', 'step', 'period'])
    .where('badge_id', '=', badgeId)
    .where('member_id', '>=', from)
    .where('member_id', '<', to)
    .execute()
  return new Set(rows.map((row) => `${row.member_id} ${row.step} ${row.period}`))
}

async function membersIn(db: Executor, { from, to }: MemberRange): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('id', '>=', from)
    .where('id', '<', to)
    .where('erased_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}
