import { mayDecideRewards } from '#app/access/recognition.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { approvedState, mayBecome } from '../rules/redemptions.ts'
import type { RedemptionState, RewardKind } from '../types.ts'
import { rewardRefusals } from '../words/refusals.ts'
import { returnPrice } from './return-price.server.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Approves what a member asked for; a code is handed out with it. */
export async function approveRedemption(who: Who, id: number): Promise<void> {
  await decide(who, id, 'approved', async (trx, redemption, now) => {
    const state = approvedState(redemption.kind)
    await trx
      .updateTable('redemptions')
      .set({
        state,
        approved_at: now,
        approved_by: who.viewer.id,
        ...(state === 'sent' && { sent_at: now, sent_by: who.viewer.id }),
        version: redemption.version + 1,
      })
      .where('id', '=', id)
      .execute()
    return 'approve'
  })
}

/** Says that a reward was sent, or given. `note`: what the member should know, such as a number of the parcel. */
export async function sendRedemption(who: Who, id: number, note: string): Promise<void> {
  await decide(who, id, 'sent', async (trx, redemption, now) => {
    await trx
      .updateTable('redemptions')
      .set({ state: 'sent', sent_at: now, sent_by: who.viewer.id, reason: note, version: redemption.version + 1 })
      .where('id', '=', id)
      .execute()
    return 'send'
  })
}

/** Refuses what a member asked for: they get their points back and read why, and their address is forgotten. */
export async function refuseRedemption(who: Who, id: number, reason: string): Promise<void> {
  await decide(who, id, 'refused', async (trx, redemption, now) => {
    await trx
      .updateTable('redemptions')
      .set({
        state: 'refused',
        refused_at: now,
        refused_by: who.viewer.id,
        reason,
        version: redemption.version + 1,
        ...(redemption.shipping !== null && { shipping: null, shipping_erased_at: now }),
      })
      .where('id', '=', id)
      .execute()
    await returnPrice(trx, redemption)
    return 'refuse'
  })
}

/** Takes back what one asked for, as long as nobody has decided: the points come back, the address is forgotten. */
export async function cancelRedemption(who: Who, id: number): Promise<void> {
  await changeOwn(who, id, 'cancelled', async (trx, redemption, now) => {
    await trx
      .updateTable('redemptions')
      .set({
        state: 'cancelled',
        version: redemption.version + 1,
        ...(redemption.shipping !== null && { shipping: null, shipping_erased_at: now }),
      })
      .where('id', '=', id)
      .execute()
    await returnPrice(trx, redemption)
  })
}

/** Says that one has it: the address is forgotten. */
export async function receiveRedemption(who: Who, id: number): Promise<void> {
  await changeOwn(who, id, 'received', async (trx, redemption, now) => {
    await trx
      .updateTable('redemptions')
      .set({
        state: 'received',
        received_at: now,
        version: redemption.version + 1,
        ...(redemption.shipping !== null && { shipping: null, shipping_erased_at: now }),
      })
      .where('id', '=', id)
      .execute()
  })
}

type Redemption = Awaited<ReturnType<typeof lockRedemption>>

async function decide(
  { db, clock, viewer }: Who,
  id: number,
  to: 'approved' | 'sent' | 'refused',
  change: (trx: Executor, redemption: Redemption, now: number) => Promise<'approve' | 'send' | 'refuse'>,
): Promise<void> {
  demand(mayDecideRewards(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const redemption = await lockRedemption(trx, id)
    if (redemption.member_id !== null && redemption.member_id === viewer.id)
      throw new AppError('forbidden', saying(rewardRefusals, 'own'))
    if (!mayBecome(redemption.state, to)) throw new AppError('conflict', saying(rewardRefusals, 'decided'))
    const verb = await change(trx, redemption, now)
    await logAct(trx, { at: now, by: viewer.id, kind: 'redemption', verb, id, detail: { title: redemption.title } })
    if (redemption.member_id !== null) await tell(trx, 'programme.changed', { member: redemption.member_id }, now)
    await tell(trx, 'decision.waits', { of: 'reward' }, now)
  })
}

async function changeOwn(
  { db, clock, viewer }: Who,
  id: number,
  to: 'received' | 'cancelled',
  change: (trx: Executor, redemption: Redemption, now: number) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const redemption = await lockRedemption(trx, id)
    if (!isMember(viewer) || redemption.member_id !== viewer.id)
      throw notFound(saying(rewardRefusals, 'missing.redemption'))
    if (redemption.state === to) return // the same button, pressed twice
    if (!mayBecome(redemption.state, to)) throw new AppError('conflict', saying(rewardRefusals, 'decided'))
    await change(trx, redemption, now)
    await tell(trx, 'programme.changed', { member: viewer.id }, now)
    await tell(trx, 'decision.waits', { of: 'reward' }, now)
  })
}

/** Locks a redemption's reward first and then itself, as asking for one does. */
async function lockRedemption(trx: Executor, id: number) {
  const known = await trx.selectFrom('redemptions').select('reward_id').where('id', '=', id).executeTakeFirst()
  if (!known) throw notFound(saying(rewardRefusals, 'missing.redemption'))
  await lockRow(trx, 'rewards', known.reward_id)
  await lockRow(trx, 'redemptions', id)
  const row = await trx
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .selectAll('redemptions')
    .select(['rewards.kind', 'rewards.title'])
    .where('redemptions.id', '=', id)
    .executeTakeFirstOrThrow()
  // Both are written from closed lists only.
  return { ...row, state: row.state as RedemptionState, kind: row.kind as RewardKind }
}
