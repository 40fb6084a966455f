import { sql } from 'kysely'
import { mayRedeem } from '#app/access/recognition.ts'
import { AppError, notFound, type FieldRefusals } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { isPostgres } from '#db/dialects/differences.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { timesHad } from '../queries/rewards.server.ts'
import { sealShipping } from '../queries/sealed-details.server.ts'
import { firstState } from '../rules/redemptions.ts'
import type { RedeemFields } from '../schemas.ts'
import type { RedemptionState, RewardKind } from '../types.ts'
import { rewardRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** What came of asking: the redemption, and where it stands. */
export interface Redeemed {
  readonly id: number
  readonly state: RedemptionState
}

/**
 * Asks for a reward: takes its price and one piece of it, and a code where it is one, all or nothing. A form that is sent
 * twice asks once. Throws `conflict` where nothing is left, the points don't suffice,
 * or the price is not the one that was seen; nothing is taken then.
 */
export async function redeem({ db, clock, viewer }: Who, rewardId: number, form: RedeemFields): Promise<Redeemed> {
  const now = clock.now()
  demand(mayRedeem(viewer, now))
  if (!isMember(viewer)) throw notFound(saying(rewardRefusals, 'missing'))
  const once = onceKey(viewer, form.key)
  const secret = await readSecret(db, now)
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'rewards', rewardId)
    const earlier = once === null ? undefined : await findByOnceKey(trx, once)
    if (earlier) return { id: earlier.id, state: earlier.state as RedemptionState } // written from the closed list only
    const reward = await trx.selectFrom('rewards').selectAll().where('id', '=', rewardId).executeTakeFirst()
    if (!reward) throw notFound(saying(rewardRefusals, 'missing'))
    if (reward.retired_at !== null) throw new AppError('conflict', saying(rewardRefusals, 'retired'))
    if (reward.price !== form.price)
      throw new AppError('conflict', saying(rewardRefusals, 'priceChanged', { price: reward.price }))
    const kind = reward.kind as RewardKind // written from the closed list only
    if (kind === 'posted') demandShipping(form)
    // The row of the reward is locked, so that nobody asks twice at once.
    if (
      reward.most_each !== null &&
      ((await timesHad(trx, viewer.id, [rewardId])).get(rewardId) ?? 0) >= reward.most_each
    )
      throw new AppError('conflict', saying(rewardRefusals, 'enough', { most: reward.most_each }))
    const state = firstState(kind, reward.needs_approval === 1)
    const { id } = await trx
      .insertInto('redemptions')
      .values({
        reward_id: rewardId,
        member_id: viewer.id,
        price: reward.price,
        state,
        asked_at: now,
        approved_at: state === 'asked' ? null : now,
        sent_at: state === 'sent' ? now : null,
        shipping: kind === 'posted' ? sealShipping(secret, { name: form.name, address: form.address }) : null,
        once_key: once,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (kind === 'code') await takeCode(trx, rewardId, id, now)
    else if (reward.stock !== null) await takePiece(trx, rewardId)
    await pay(trx, viewer.id, reward.price)
    await tell(trx, 'programme.changed', { member: viewer.id }, now)
    if (state !== 'sent') await tell(trx, 'decision.waits', { of: 'reward' }, now)
    return { id, state }
  })
}

function findByOnceKey(trx: Executor, once: string) {
  return trx.selectFrom('redemptions').select(['id', 'state']).where('once_key', '=', once).executeTakeFirst()
}

function demandShipping({ name, address }: RedeemFields): void {
  const fields: Record<string, FieldRefusals[string]> = {}
  if (name === '') fields['name'] = saying(rewardRefusals, 'name')
  if (address.length < 10) fields['address'] = saying(rewardRefusals, 'address')
  if (Object.keys(fields).length > 0)
    throw new AppError('invalid', saying(platformRefusals, 'form.invalid'), { fields })
}

/** Takes one piece of the stock; the table keeps it from falling below nothing. */
async function takePiece(trx: Executor, rewardId: number): Promise<void> {
  const taken = await trx
    .updateTable('rewards')
    .set((eb) => ({ stock: eb('stock', '-', 1) }))
    .where('id', '=', rewardId)
    .where('stock', '>', 0)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw new AppError('conflict', saying(rewardRefusals, 'gone'))
}

/** Puts a free code aside for a redemption, the oldest first; it is shown once it is handed out. */
async function takeCode(trx: Executor, rewardId: number, redemptionId: number, now: number): Promise<void> {
  let free = trx
    .selectFrom('reward_codes')
    .select('id')
    .where('reward_id', '=', rewardId)
    .where('given_at', 'is', null)
    .orderBy('id')
    .limit(1)
  if (isPostgres(trx)) free = free.forUpdate().skipLocked()
  const taken = await trx
    .updateTable('reward_codes')
    .set({ redemption_id: redemptionId, given_at: now })
    .where('id', '=', free)
    .where('given_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw new AppError('conflict', saying(rewardRefusals, 'gone'))
}

/** Takes the price from what a member may spend; the table keeps that from falling below nothing. */
async function pay(trx: Executor, memberId: number, price: number): Promise<void> {
  const paid = await trx
    .updateTable('wallets')
    .set({ spent: sql<number>`spent + ${price}`, balance: sql<number>`balance - ${price}` })
    .where('member_id', '=', memberId)
    .where('balance', '>=', price)
    .returning('balance')
    .executeTakeFirst()
  if (paid) return
  const wallet = await trx.selectFrom('wallets').select('balance').where('member_id', '=', memberId).executeTakeFirst()
  throw new AppError('conflict', saying(rewardRefusals, 'poor', { missing: price - (wallet?.balance ?? 0) }))
}
