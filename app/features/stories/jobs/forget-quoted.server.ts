import type { Services } from '#app/platform/context.server.ts'
import { isErased } from '#app/platform/erased.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/**
 * The part of the job `member.erase` that is about stories: those that quote or thank somebody who is gone go with them.
 * (They were shown to nobody from the moment of the erasure on.) What they suggested of others stays.
 */
export async function forgetQuoted({ db }: Pick<Services, 'db'>, memberId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await isErased(trx, memberId))) return
    await trx
      .deleteFrom('stories')
      .where((eb) => eb.or([eb('quoted_id', '=', memberId), eb('thanked_id', '=', memberId)]))
      .execute()
    await trx.deleteFrom('story_consents').where('member_id', '=', memberId).execute()
    await trx.updateTable('stories').set({ nominated_by: null }).where('nominated_by', '=', memberId).execute()
    await trx.updateTable('stories').set({ approved_by: null }).where('approved_by', '=', memberId).execute()
  })
}
