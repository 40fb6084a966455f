import { randomUUID } from 'node:crypto'
import { mayGiveBadge, mayRevokeBadge } from '#app/access/badges.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import { findBadge } from '../queries/badges.server.ts'
import { badgeRefusals } from '../words/refusals.ts'

type Deciding = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Gives a member a badge that is given by hand, and says why; returns the name of its credential. */
export async function giveBadge(
  { db, clock, viewer }: Deciding,
  memberId: number,
  { badgeId, reason }: { readonly badgeId: number; readonly reason: string },
): Promise<string> {
  try {
    return await inTransaction(db, async (trx) => {
      await lockEarner(trx, memberId)
      const now = clock.now()
      demand(mayGiveBadge(viewer, memberId, now))
      const badge = await findBadge(trx, { id: badgeId })
      if (!badge) throw notFound(saying(badgeRefusals, 'missing'))
      if (badge.kind !== 'hand') throw new AppError('conflict', saying(badgeRefusals, 'notByHand'))
      if (badge.state !== 'active') throw new AppError('conflict', saying(badgeRefusals, 'retired'))
      const uid = randomUUID()
      await trx
        .insertInto('awards')
        .values({
          uid,
          badge_id: badge.id,
          version: badge.version,
          member_id: memberId,
          at: now,
          by_id: viewer.id,
          reason,
        })
        .execute()
      await logAct(trx, {
        at: now,
        by: viewer.id,
        kind: 'member',
        verb: 'give badge',
        id: memberId,
        reason,
        detail: { badge: badge.name },
      })
      await tell(trx, 'badge.awarded', { member: memberId }, now)
      return uid
    })
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('conflict', saying(badgeRefusals, 'has'))
    throw error
  }
}

/** Revokes an award and says why: its credential is valid no longer, and no rule gives it again by itself. */
export async function revokeAward({ db, clock, viewer }: Deciding, uid: string, reason: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const award = await awardToDecide(trx, uid)
    const now = clock.now()
    demand(mayRevokeBadge(viewer, award.member_id, now))
    if (award.revoked_at !== null) throw new AppError('conflict', saying(badgeRefusals, 'revoked'))
    await trx
      .updateTable('awards')
      .set({ revoked_at: now, revoked_by: viewer.id, revoked_reason: reason })
      .where('uid', '=', uid)
      .execute()
    await logAct(trx, {
      at: now,
      by: viewer.id,
      kind: 'member',
      verb: 'revoke badge',
      id: award.member_id,
      reason,
      detail: { badge: award.name },
    })
    await tell(trx, 'badge.revoked', { member: award.member_id }, now)
  })
}

/**
 * Gives an award again that was revoked, with the day on which it was earned. It has a credential of its own: by the
 * standard a revocation is final, so the earlier document stays revoked wherever it is (Bitstring Status List, 2.1).
 */
export async function restoreAward({ db, clock, viewer }: Deciding, uid: string): Promise<string> {
  try {
    return await inTransaction(db, async (trx) => {
      const award = await awardToDecide(trx, uid)
      const now = clock.now()
      demand(mayRevokeBadge(viewer, award.member_id, now))
      if (award.revoked_at === null) throw new AppError('conflict', saying(badgeRefusals, 'notRevoked'))
      const again = randomUUID()
      await trx
        .insertInto('awards')
        .values({
          uid: again,
          badge_id: award.badge_id,
          version: award.version,
          member_id: award.member_id,
          step: award.step,
          period: award.period,
          at: award.at,
          by_id: award.by_id,
          reason: award.reason,
        })
        .execute()
      await logAct(trx, {
        at: now,
        by: viewer.id,
        kind: 'member',
        verb: 'restore badge',
        id: award.member_id,
        detail: { badge: award.name },
      })
      await tell(trx, 'badge.awarded', { member: award.member_id }, now)
      return again
    })
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('conflict', saying(badgeRefusals, 'has'))
    throw error
  }
}

/** Makes others wait who give or revoke awards of this member, jobs included. */
async function lockEarner(trx: Executor, memberId: number): Promise<void> {
  await lockRow(trx, 'members', memberId)
  const member = await trx
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!member) throw notFound(saying(badgeRefusals, 'noMember'))
}

async function awardToDecide(trx: Executor, uid: string) {
  const find = () =>
    trx
      .selectFrom('awards')
      .innerJoin('badges', 'badges.id', 'awards.badge_id')
      .selectAll('awards')
      .select('badges.name')
      .where('awards.uid', '=', uid)
      .executeTakeFirst()
  const seen = await find()
  if (!seen) throw notFound(saying(badgeRefusals, 'noCredential'))
  await lockEarner(trx, seen.member_id)
  const award = await find()
  if (!award) throw notFound(saying(badgeRefusals, 'noCredential'))
  return award
}
