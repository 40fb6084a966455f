import { mayActAtDesk } from '#app/access/escalations.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Writes what staff know of a customer: their plan, and how much they weigh for the order of the desk (0 to 3). */
export async function setCustomer(
  context: Pick<Context, 'db' | 'clock' | 'viewer'>,
  memberId: number,
  facts: { readonly plan: string; readonly influence: number },
): Promise<void> {
  const { db, clock, viewer } = context
  const now = clock.now()
  demand(mayActAtDesk(viewer, now))
  await inTransaction(db, async (trx) => {
    const row = { plan: facts.plan, influence: facts.influence, changed_at: now, changed_by: viewer.id }
    await trx
      .insertInto('customers')
      .values({ member_id: memberId, ...row })
      .onConflict((c) => c.column('member_id').doUpdateSet(row))
      .execute()
    await logAct(trx, { at: now, by: viewer.id, verb: 'set customer', kind: 'member', id: memberId })
    const open = await trx
      .selectFrom('threads')
      .select('id')
      .where('author_id', '=', memberId)
      .where('kind', 'in', ['question', 'problem'])
      .where('accepted_post_id', 'is', null)
      .where('closed_at', 'is', null)
      .where('promised', '=', 1)
      .limit(200)
      .execute()
    await enqueueAll(
      trx,
      open.map(({ id }) => ({ name: 'escalation.review' as const, payload: { thread: id } })),
      now,
    )
  })
}
