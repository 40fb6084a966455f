import type { Executor } from '#db/transaction.server.ts'
import { BASE, baseFeature } from '../rules/exemplars/learnt-order.ts'
import type { ExaminedCase } from '../queries/drafts.server.ts'

/** What a score is multiplied with to be kept as a whole number. */
const THOUSANDTHS = 1000

/**
 * Writes what the rules said of an answered question, over what was known of it; near requests, doubles and what
 * editors decided stay. `articleId`: the article that was made from it. Gives the exemplar's id.
 */
export async function keepExemplar(
  trx: Executor,
  { found, examined }: ExaminedCase,
  now: number,
  articleId?: number,
): Promise<number> {
  const score = Math.round(examined.score * THOUSANDTHS)
  const row = {
    post_id: found.postId,
    language: examined.language,
    title: examined.title,
    text: examined.text,
    parts: JSON.stringify(examined.parts),
    marks: JSON.stringify(examined.marks),
    features: JSON.stringify({ ...examined.features, [BASE]: baseFeature(examined.score) }),
    door: examined.door,
    base_score: score,
    looked_at: now,
    ...(articleId === undefined ? {} : { article_id: articleId }),
  }
  const { id } = await trx
    .insertInto('exemplars')
    .values({ ...row, score, thread_id: found.threadId, request_id: found.requestId })
    .onConflict((c) => c.column(found.threadId === null ? 'request_id' : 'thread_id').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
