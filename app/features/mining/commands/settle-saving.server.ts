import { sql } from 'kysely'
import { DAY } from '#app/kernel/clock.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Coverage } from '../rules/coverage.ts'
import { savingOf } from '../rules/saving.ts'

const MONTH = 30 * DAY

/** Works out again what an article on a topic would save, from its counts as they stand. */
export async function settleSaving(trx: Executor, topicId: number): Promise<void> {
  const topic = await trx.selectFrom('topics').selectAll().where('id', '=', topicId).executeTakeFirst()
  if (!topic) return
  const own = await meanHandling(trx, topicId)
  const common = own === null ? await meanHandling(trx, null) : null
  const span = Math.max(MONTH, (topic.last_at ?? 0) - (topic.first_at ?? 0))
  const saving = savingOf({
    askersPerMonth: (topic.asker_count * MONTH) / span,
    ownHandling: own,
    commonHandling: common,
    trend: topic.trend,
    coverage: topic.coverage as Coverage, // written from the closed list only
  })
  const parts = { ...(JSON.parse(topic.saving_parts) as object), ...saving }
  await trx
    .updateTable('topics')
    .set({ saving: saving.seconds, saving_parts: JSON.stringify(parts) })
    .where('id', '=', topicId)
    .execute()
}

/** Mean handling time in seconds of the requests for which it is known; null when it is for none. */
async function meanHandling(trx: Executor, topicId: number | null): Promise<number | null> {
  const row = await trx
    .selectFrom('requests')
    .select(sql<number | null>`avg(handling_seconds)`.as('mean'))
    .where('handling_seconds', 'is not', null)
    .$if(topicId !== null, (q) => q.where('topic_id', '=', topicId))
    .executeTakeFirst()
  return row?.mean == null ? null : Number(row.mean)
}
