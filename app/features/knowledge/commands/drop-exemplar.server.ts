import { mayDraft } from '#app/access/articles.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'

/** Takes an answered question from the editors' list, or puts it back: it is no article here. A verdict to learn from. */
export async function dropExemplar(context: Context, id: number, isDropped: boolean): Promise<void> {
  const { db, viewer, clock } = context
  demand(mayDraft(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'exemplars', id)
    const row = await trx
      .selectFrom('exemplars')
      .select(['id', 'title', 'dropped_at', 'features'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw notFound(saying(knowledgeRefusals, 'thisExemplar'))
    if ((row.dropped_at !== null) === isDropped) return
    await trx
      .updateTable('exemplars')
      .set(isDropped ? { dropped_at: now, dropped_by: viewer.id } : { dropped_at: null, dropped_by: null })
      .where('id', '=', id)
      .execute()
    if (isDropped) {
      await trx
        .insertInto('exemplar_verdicts')
        .values({ exemplar_id: id, features: row.features, worth: 0, by_id: viewer.id, at: now })
        .execute()
    } else await trx.deleteFrom('exemplar_verdicts').where('exemplar_id', '=', id).where('worth', '=', 0).execute()
    const verb = isDropped ? 'drop' : 'restore'
    await logAct(trx, { at: now, by: viewer.id, verb, kind: 'exemplar', id, detail: { title: row.title } })
  })
}
