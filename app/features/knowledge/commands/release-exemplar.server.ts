import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { sayingText } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'

/**
 * What was an exemplar is none any more. An article that the product published from it and that no person verified is
 * taken off the site: nobody but that answer stood behind it. What editors made of it stays theirs.
 */
export async function releaseExemplar(trx: Executor, id: number, now: number): Promise<void> {
  const row = await trx.selectFrom('exemplars').select('article_id').where('id', '=', id).executeTakeFirst()
  if (!row) return
  await trx.deleteFrom('exemplars').where('id', '=', id).execute()
  if (row.article_id === null) return
  await lockRow(trx, 'articles', row.article_id)
  const article = await trx
    .selectFrom('articles')
    .select(['id', 'topic_id', 'state'])
    .where('id', '=', row.article_id)
    .where('door', '=', 'machine')
    .where('listed', '=', 1)
    .where('verified_at', 'is', null)
    .where('published_by', 'is', null)
    .executeTakeFirst()
  if (!article) return
  await trx
    .updateTable('articles')
    .set({ state: 'withdrawn', listed: 0, updated_at: now })
    .where('id', '=', article.id)
    .execute()
  const reason = sayingText(knowledgeRefusals, 'reason.answerGone')
  await logAct(trx, { at: now, by: null, verb: 'withdraw', kind: 'article', id: article.id, reason })
  await tell(trx, 'article.withdrawn', { article: article.id, topic: article.topic_id }, now)
}
