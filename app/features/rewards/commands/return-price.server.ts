import { sql } from 'kysely'
import type { Executor } from '#db/transaction.server.ts'

/** What of a redemption is needed to give back what it took. */
interface Taken {
  readonly id: number
  readonly reward_id: number
  readonly member_id: number | null
  readonly price: number
}

/**
 * Gives back what a redemption took that comes to nothing: the points to the member, the piece to the stock, and a code,
 * which nobody has seen, to those that are free. In the transaction that ends the redemption, after its reward is locked.
 */
export async function returnPrice(trx: Executor, { id, reward_id, member_id, price }: Taken): Promise<void> {
  await trx
    .updateTable('rewards')
    .set((eb) => ({ stock: eb('stock', '+', 1) }))
    .where('id', '=', reward_id)
    .where('stock', 'is not', null)
    .execute()
  await trx
    .updateTable('reward_codes')
    .set({ redemption_id: null, given_at: null })
    .where('redemption_id', '=', id)
    .execute()
  if (member_id === null) return
  // As when points are settled: of who has spent more than they have earned, the debt becomes less first.
  const spent = sql<number>`(case when spent > ${price} then spent - ${price} else 0 end)`
  await trx
    .updateTable('wallets')
    .set({ spent, balance: sql<number>`case when earned > ${spent} then earned - ${spent} else 0 end` })
    .where('member_id', '=', member_id)
    .execute()
}
