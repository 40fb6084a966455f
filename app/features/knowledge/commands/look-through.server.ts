import { mayDraft } from '#app/access/articles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Looks through all answered questions now, instead of tonight. */
export async function lookThrough({ db, viewer, clock }: Context): Promise<void> {
  demand(mayDraft(viewer))
  await inTransaction(db, (trx) => enqueue(trx, 'articles.sweep', {}, { now: clock.now() }))
}
