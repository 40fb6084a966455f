import { mayAdminister } from '#app/access/members.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Switches publishing without a person on or off. */
export async function switchMachine({ db, viewer, clock }: Context, isOn: boolean): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await writeSite(trx, clock, viewer.id, { articlesByMachine: isOn })
    const detail = { changed: ['articlesByMachine'] }
    await logAct(trx, { at: now, by: viewer.id, kind: 'setting', verb: 'change', id: 0, detail })
    if (isOn) await enqueue(trx, 'articles.publish', {}, { now })
  })
}
