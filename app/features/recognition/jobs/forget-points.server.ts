import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import { isErased } from '#app/platform/erased.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/**
 * The part of the job `member.erase` that is about recognition: their ledger and all that was summed from it go, with what
 * they wrote of themselves. What others earned by their votes and acceptances stays, without their name.
 */
export async function forgetPoints({ db, clock }: Pick<Services, 'db' | 'clock'>, memberId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (!(await isErased(trx, memberId))) return
    const now = clock.now()
    for (const table of [
      'points',
      'point_periods',
      'subject_standings',
      'standings',
      'wallets',
      'ring_members',
      'point_bars',
      'first_notes',
      'applications',
    ] as const)
      await trx.deleteFrom(table).where('member_id', '=', memberId).execute()
    await trx.deleteFrom('point_bars').where('from_id', '=', memberId).execute()
    await trx.deleteFrom('thanks').where('to_id', '=', memberId).execute()
    await trx.updateTable('thanks').set({ by_id: null }).where('by_id', '=', memberId).execute()
    const credited = await trx
      .updateTable('points')
      .set({ from_id: null, kept_at: now, unsettled: 1 })
      .where('from_id', '=', memberId)
      .returning('member_id')
      .execute()
    await enqueueAll(
      trx,
      credited.map(({ member_id: member }) => ({ name: 'points.settle' as const, payload: { member } })),
      now,
    )
    const suspected = await trx.selectFrom('suspicions').select(['id', 'members']).execute()
    for (const { id, members } of suspected)
      if ((JSON.parse(members) as readonly number[]).includes(memberId))
        await trx.deleteFrom('suspicions').where('id', '=', id).execute()
  })
}
