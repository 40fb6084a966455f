import { mayAdminister } from '#app/access/members.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Forgets what editors made of exemplars: the list is ordered by the rules again. */
export async function forgetVerdicts({ db, viewer, clock }: Context): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await trx.deleteFrom('exemplar_verdicts').execute()
    await logAct(trx, { at: now, by: viewer.id, verb: 'forget', kind: 'exemplar', id: 0 })
    await enqueue(trx, 'articles.sweep', {}, { now })
  })
}
