import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { isErased } from '#app/platform/erased.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { returnPrice } from '../commands/return-price.server.ts'
import { SHIPPING_DAYS } from '../rules/redemptions.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/**
 * Part of the job `retention.sweep`: addresses go of what was sent long ago and of what came to its end, should one have
 * stayed. Those that are still to be posted to stay.
 */
export async function forgetShipping({ db, clock }: Parts): Promise<void> {
  const now = clock.now()
  await db
    .updateTable('redemptions')
    .set({ shipping: null, shipping_erased_at: now })
    .where('shipping', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['received', 'refused', 'cancelled']),
        eb.and([eb('state', '=', 'sent'), eb('sent_at', '<=', now - SHIPPING_DAYS * DAY)]),
      ]),
    )
    .execute()
}

/**
 * The part of the job `member.erase` that is about rewards: what they asked for keeps its price, without them, their
 * address and what was written to them. What was not sent yet comes to nothing, and goes back to the others.
 */
export async function forgetRedeemer({ db, clock }: Parts, memberId: number): Promise<void> {
  if (!(await isErased(db, memberId))) return
  const rows = await db
    .selectFrom('redemptions')
    .select(['id', 'reward_id'])
    .where('member_id', '=', memberId)
    .orderBy('reward_id')
    .orderBy('id')
    .execute()
  for (const { id, reward_id } of rows)
    await inTransaction(db, async (trx) => {
      const now = clock.now()
      await lockRow(trx, 'rewards', reward_id)
      const open = await trx
        .updateTable('redemptions')
        .set({ state: 'cancelled' })
        .where('id', '=', id)
        .where('state', 'in', ['asked', 'approved'])
        .returning(['id', 'reward_id', 'member_id', 'price'])
        .executeTakeFirst()
      if (open) await returnPrice(trx, open)
      await trx
        .updateTable('redemptions')
        .set({ shipping: null, shipping_erased_at: now })
        .where('id', '=', id)
        .where('shipping', 'is not', null)
        .execute()
      await trx
        .updateTable('redemptions')
        .set({ member_id: null, once_key: null, reason: '' })
        .where('id', '=', id)
        .execute()
    })
  for (const column of ['approved_by', 'sent_by', 'refused_by'] as const)
    await db
      .updateTable('redemptions')
      .set({ [column]: null })
      .where(column, '=', memberId)
      .execute()
}
