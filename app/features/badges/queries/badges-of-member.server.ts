import type { Executor } from '#db/transaction.server.ts'
import { stepCount } from '../rules/badge-rule.ts'
import { waterOf } from '../rules/pail.ts'
import type { Badge, BadgesOfMember, EarnedBadgeView, NearBadgeView } from '../types.ts'
import { listBadges } from './badges.server.ts'

/**
 * What a member earned, the newest first, with their highest step of each; then what they are on the way to, the nearest
 * first. Retired badges stand there for who has them.
 */
export async function badgesOfMember(db: Executor, memberId: number): Promise<BadgesOfMember> {
  const badges = new Map((await listBadges(db)).map((badge) => [badge.id, badge]))
  const awards = await db
    .selectFrom('awards')
    .select(['badge_id', 'uid', 'step', 'period', 'at'])
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('step', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const progress = await db
    .selectFrom('badge_progress')
    .select(['badge_id', 'have', 'need'])
    .where('member_id', '=', memberId)
    .execute()
  const onTheWay = new Map(progress.map(({ badge_id, have, need }) => [badge_id, { have, need }]))
  const earned = new Map<number, EarnedBadgeView>()
  for (const award of awards) {
    const badge = badges.get(award.badge_id)
    if (!badge) continue
    const known = earned.get(badge.id)
    const years = award.period === '' ? [] : [award.period]
    const water = waterOf(award.step, stepCount(badge.kind, badge.steps))
    if (!known)
      earned.set(badge.id, {
        ...wordsOf(badge),
        water,
        earnedAt: award.at,
        uid: award.uid,
        years,
        progress: badge.state === 'active' ? (onTheWay.get(badge.id) ?? null) : null,
      })
    else
      earned.set(badge.id, {
        ...known,
        years: [...known.years, ...years],
        // Several steps may have been reached by one outcome.
        ...(water > known.water && { water, uid: award.uid }),
      })
  }
  const near = [...onTheWay].flatMap(([id, towards]): NearBadgeView[] => {
    const badge = badges.get(id)
    return badge?.state === 'active' && !earned.has(id) ? [{ ...wordsOf(badge), water: 0, progress: towards }] : []
  })
  return { earned: [...earned.values()], near: near.sort((a, b) => shareOf(b) - shareOf(a)) }
}

const shareOf = ({ progress }: NearBadgeView): number => progress.have / progress.need

function wordsOf({ slug, name, description, emblem, rare }: Badge) {
  return { slug, name, description, emblem, rare }
}
