import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { reputationAt } from '../rules/decay.ts'
import { readLevels } from './levels.server.ts'
import { readPointRules } from './point-rules.server.ts'

/** How far somebody is on the way to becoming an advocate. */
export interface OwnWay {
  readonly reputation: number
  readonly threshold: number
  readonly level: string
  /** Whether they may apply now. */
  readonly mayApply: boolean
  readonly needsApplication: boolean
  readonly isAdvocate: boolean
  /** Their application that waits, since when. */
  readonly waitingSince: number | null
  /** Why the last one was declined; null = it was not. */
  readonly declined: string | null
}

/** The viewer's way to the role; null for guests and where no level leads to it. */
export async function getOwnWay({
  db,
  viewer,
  clock,
}: Pick<Context, 'db' | 'viewer' | 'clock'>): Promise<OwnWay | null> {
  if (!isMember(viewer)) return null
  const level = (await readLevels(db)).find(({ givesAdvocate }) => givesAdvocate)
  if (!level) return null
  const { halfLifeDays } = await readPointRules(db)
  const standing = await db
    .selectFrom('standings')
    .select('reputation')
    .where('member_id', '=', viewer.id)
    .executeTakeFirst()
  const reputation = Math.round(reputationAt(standing?.reputation ?? 0, clock.now(), halfLifeDays))
  const last = await db
    .selectFrom('applications')
    .selectAll()
    .where('member_id', '=', viewer.id)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const isAdvocate = viewer.role !== 'customer'
  const isWaiting = last !== undefined && last.decided_at === null
  return {
    reputation,
    threshold: level.threshold,
    level: level.name,
    needsApplication: level.needsApplication,
    isAdvocate,
    mayApply: !isAdvocate && !isWaiting && level.needsApplication && reputation >= level.threshold,
    waitingSince: isWaiting ? last.at : null,
    declined: last?.verdict === 'declined' ? last.reason : null,
  }
}
