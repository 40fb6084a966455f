import type { Services } from '#app/platform/context.server.ts'
import { isErased } from '#app/platform/erased.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** The part of the job `member.erase` that is about panels: invitations and answers of somebody who is gone. */
export async function forgetPanellist({ db }: Pick<Services, 'db'>, memberId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await isErased(trx, memberId))) return
    await trx.deleteFrom('panel_answers').where('member_id', '=', memberId).execute()
    await trx.deleteFrom('panel_members').where('member_id', '=', memberId).execute()
    await trx.updateTable('panel_members').set({ invited_by: null }).where('invited_by', '=', memberId).execute()
    await trx.updateTable('panels').set({ created_by: null }).where('created_by', '=', memberId).execute()
  })
}
