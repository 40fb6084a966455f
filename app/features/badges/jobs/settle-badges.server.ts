import type { Services } from '#app/platform/context.server.ts'
import { awardDue } from '../commands/award-due.server.ts'
import { writeProgress, type ProgressRow } from '../commands/write-progress.server.ts'
import { listBadges } from '../queries/badges.server.ts'
import { measureBadge } from '../queries/measure.server.ts'
import { dueAwards, needsOf, progressOf } from '../rules/badge-rule.ts'
import { yearAt } from '../rules/year.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/**
 * The job `badges.settle`: a member has the badges that their ledger has earned, and what is missing to the next is known.
 * Nothing that was given is taken away. Badges whose outcomes the member has none of cost no statement.
 */
export async function settleBadges(services: Parts, memberId: number): Promise<void> {
  const { db, clock } = services
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!member) return
  const reasons = await db.selectFrom('points').select('reason').distinct().where('member_id', '=', memberId).execute()
  const has = new Set(reasons.map((row) => row.reason))
  const awards = await db
    .selectFrom('awards')
    .select(['badge_id', 'step', 'period'])
    .where('member_id', '=', memberId)
    .execute()
  const had = new Set(awards.map((row) => `${row.badge_id} ${row.step} ${row.period}`))
  const wanted: ProgressRow[] = []
  for (const badge of await listBadges(db)) {
    if (badge.state !== 'active' || !badge.rule?.outcomes.some((outcome) => has.has(outcome))) continue
    const measured = await measureBadge(db, badge, { from: memberId, to: memberId + 1 })
    const due = dueAwards(badge.kind, measured)
    await awardDue(
      services,
      badge,
      due.filter((one) => !had.has(`${badge.id} ${one.step} ${one.period}`)),
    )
    const period = badge.kind === 'yearly' ? yearAt(clock.now()) : ''
    const progress = progressOf(
      needsOf(badge),
      measured.find((one) => one.period === period),
    )
    if (progress) wanted.push({ memberId, badgeId: badge.id, ...progress })
  }
  const known = await db.selectFrom('badge_progress').selectAll().where('member_id', '=', memberId).execute()
  await writeProgress(db, known, wanted)
}
