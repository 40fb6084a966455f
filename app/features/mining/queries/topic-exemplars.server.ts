import { sql } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { TopicExemplars } from '../types.ts'

/** Exemplars of a topic that are named; the rest is only counted. */
const MOST = 8

/**
 * Which answered questions answer how many of a topic's requests, most first, and how many requests none answers.
 * `requests`: how many the topic has.
 */
export async function exemplarsOf(db: Executor, topicId: number, requests: number): Promise<TopicExemplars> {
  const { unreadable } = await categoriesFor(db, GUEST)
  const rows = await db
    .selectFrom('requests')
    .innerJoin('exemplar_requests', 'exemplar_requests.request_id', 'requests.id')
    .innerJoin('exemplars', 'exemplars.id', 'exemplar_requests.exemplar_id')
    .leftJoin('threads', 'threads.id', 'exemplars.thread_id')
    .select(['exemplars.id', 'exemplars.title', 'exemplars.article_id'])
    .select(sql<number>`count(*)`.as('n'))
    .where('requests.topic_id', '=', topicId)
    .where('exemplars.door', '!=', 'none')
    .where('exemplars.dropped_at', 'is', null)
    .where((eb) => eb.or([eb('exemplars.thread_id', 'is', null), listedThreads(unreadable)(eb as never) as never]))
    .groupBy(['exemplars.id', 'exemplars.title', 'exemplars.article_id'])
    .orderBy('n', 'desc')
    .orderBy('exemplars.id')
    .execute()
  const answered = rows.reduce((sum, { n }) => sum + Number(n), 0)
  return {
    rows: rows
      .slice(0, MOST)
      .map(({ id, title, article_id, n }) => ({ id, title, articleId: article_id, requests: Number(n) })),
    answered,
    unanswered: Math.max(0, requests - answered),
  }
}
