import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { settleMembers } from './settle-members.server.ts'

/** Chooses whether one stands among the leaders, and says where one works. Holds at once. */
export async function chooseListing(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  form: { readonly isListed: boolean; readonly company: string },
): Promise<void> {
  if (!isMember(viewer)) return
  const { id } = viewer
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const unlisted_at = form.isListed ? null : now
    await trx
      .insertInto('standings')
      .values({ member_id: id, unlisted_at })
      .onConflict((c) => c.column('member_id').doUpdateSet({ unlisted_at }))
      .execute()
    await trx.updateTable('members').set({ company: form.company }).where('id', '=', id).execute()
    await settleMembers(trx, [id], now)
    await enqueue(trx, 'points.settle', { member: id }, { now })
  })
}
