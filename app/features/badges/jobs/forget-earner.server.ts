import type { Services } from '#app/platform/context.server.ts'
import { isErased } from '#app/platform/erased.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/**
 * The part of the job `member.erase` that is about badges: a member who is gone holds none, and their credentials are
 * known no longer. Who gave an award of somebody else is not named any more.
 */
export async function forgetEarner({ db }: Pick<Services, 'db'>, memberId: number): Promise<void> {
  if (!(await isErased(db, memberId))) return
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('awards').where('member_id', '=', memberId).execute()
    await trx.deleteFrom('badge_progress').where('member_id', '=', memberId).execute()
    await trx.updateTable('awards').set({ by_id: null }).where('by_id', '=', memberId).execute()
  })
}
