import { DAY } from '#app/kernel/clock.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Coverage } from '../rules/coverage.ts'
import { RECENTLY, type MeanHandling } from '../queries/topic-figures.server.ts'
import { savingOf } from '../rules/saving.ts'

const MONTH = 30 * DAY

/** Works out again what an article on a topic would save, from its counts as they stand. */
export async function settleSaving(trx: Executor, topicId: number, { own, common }: MeanHandling): Promise<void> {
  const topic = await trx.selectFrom('topics').selectAll().where('id', '=', topicId).executeTakeFirst()
  if (!topic) return
  const saving = savingOf({
    isRest: topic.is_rest === 1,
    askersPerMonth: (topic.recent_askers * MONTH) / RECENTLY,
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
