import { mayActAtDesk } from '#app/access/escalations.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { isStaff } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { changeEscalation, writeHistory } from '../commands/escalation-rows.server.ts'

/**
 * The job `escalations.free`: what somebody holds who may work at the desk no longer (suspended, erased, another role)
 * goes back to the queue, and the clock runs on.
 */
export async function freeEscalations({ db, clock }: Pick<Services, 'db' | 'clock'>, memberId: number): Promise<void> {
  const now = clock.now()
  const viewer = await findViewer(db, memberId, now)
  if (viewer && mayActAtDesk(viewer, now).ok) return
  const held = await db
    .selectFrom('escalations')
    .select(['id', 'thread_id'])
    .where('owner_id', '=', memberId)
    .where('resolved_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id, thread_id } of held)
    await inTransaction(db, async (trx) => {
      await lockRow(trx, 'threads', thread_id)
      const row = await trx.selectFrom('escalations').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row || row.owner_id !== memberId || row.resolved_at !== null) return
      await writeHistory(trx, { escalation: id, at: now, by: null, act: 'lapsed', detail: { from: memberId } })
      const state = row.state === 'asker' ? 'asker' : 'waiting'
      await changeEscalation(trx, row, { state, owner_id: null, claimed_at: null, lapses_at: null }, now)
    })
  if (viewer && isStaff(viewer)) return // suspended: the team waits for them
  await db.deleteFrom('team_members').where('member_id', '=', memberId).execute()
}
