import { writeSaying } from '#app/locale/saying.ts'
import { sql } from 'kysely'
import { WEEK } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { NEAR } from '#app/text/nearness.ts'
import type { TopicRow } from '#db/schema/mining.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { readAnswerLinks } from '../queries/answer-links.server.ts'
import { nearnessInThread } from '../queries/nearness-in-thread.server.ts'
import { readMeanHandling } from '../queries/topic-figures.server.ts'
import { askedElsewhere, leastFit } from '../queries/outlier-threads.server.ts'
import { settleSaving } from '../commands/settle-saving.server.ts'
import { coverageOf, fitOf, type CoveringArticle } from '../rules/coverage.ts'

const LOOKED_AT = 8
const KEPT_THREADS = 10
/** The most that another article can fit: the one made from the topic, whose fit is 1, stays before it. */
const ALIKE = 0.99

/**
 * The job `topics.cover`: which articles and solved threads answer a topic, found by matching, and what
 * that makes of it: uncovered, answered elsewhere, thin, covered, or an article that fails; and where helpers lead its askers.
 */
export async function coverTopic(
  { db, clock, env }: Pick<Services, 'db' | 'clock' | 'env'>,
  search: SearchEngine,
  topicId: number,
  signal?: AbortSignal,
): Promise<void> {
  const topic = await db.selectFrom('topics').selectAll().where('id', '=', topicId).executeTakeFirst()
  if (!topic || topic.merged_into !== null) return
  const articles = await coveringArticles(db, search, topic)
  const solved = await solvedThreads(db, topic, signal)
  const best = [...articles].sort((a, b) => b.fit - a.fit)[0]
  const weekly = best
    ? await weeklyAround(db, topicId, best.publishedAt, clock.now())
    : { weeklyBefore: null, weeklySince: null }
  const { links, answered } = await readAnswerLinks(db, topicId, signal)
  const outside = links.find(({ href }) => !href.startsWith(`${env.baseUrl}/`))
  const { coverage, reason } = coverageOf({
    articles,
    solvedThreads: solved.length,
    requests: topic.request_count,
    elsewhere: outside ? { ...outside, answered } : null,
    ...weekly,
  })
  const handling = await readMeanHandling(db, topicId, signal)
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'topics', topicId)
    const fresh = await trx.selectFrom('topics').select('saving_parts').where('id', '=', topicId).executeTakeFirst()
    if (!fresh) return
    const parts = { ...(JSON.parse(fresh.saving_parts) as object), coverage: writeSaying(reason) }
    await trx
      .updateTable('topics')
      .set({ coverage, saving_parts: JSON.stringify(parts) })
      .where('id', '=', topicId)
      .execute()
    await settleSaving(trx, topicId, handling)
    await trx.deleteFrom('topic_coverage').where('topic_id', '=', topicId).execute()
    await trx.deleteFrom('topic_links').where('topic_id', '=', topicId).execute()
    if (links.length > 0) {
      await trx
        .insertInto('topic_links')
        .values(links.map((link) => ({ topic_id: topicId, ...link })))
        .execute()
    }
    const rows = [
      ...articles.map(({ id, fit }) => ({ kind: 'article', subject_id: id, fit: Math.round(fit * 1000) })),
      ...solved.slice(0, KEPT_THREADS).map(({ id, fit }) => ({ kind: 'thread', subject_id: id, fit })),
    ]
    if (rows.length > 0) {
      await trx
        .insertInto('topic_coverage')
        .values(rows.map((row) => ({ topic_id: topicId, ...row })))
        .execute()
    }
  })
}

/** Articles made from the topic, and those that the search engine finds alike and whose words fit. */
async function coveringArticles(
  db: Executor,
  search: SearchEngine,
  topic: TopicRow,
): Promise<readonly CoveringArticle[]> {
  const aliases = JSON.parse(topic.aliases) as string[]
  const words = JSON.parse(topic.words) as string[]
  const alike = await search.articles.similar(
    topic.title,
    [...words, ...aliases].join(' ').slice(0, 2000),
    [],
    LOOKED_AT,
  )
  const rows = await db
    .selectFrom('articles')
    .selectAll()
    .where('listed', '=', 1)
    .where((eb) =>
      eb.or([
        eb('topic_id', '=', topic.id),
        ...(alike.length > 0
          ? [
              eb(
                'id',
                'in',
                alike.map(({ id }) => id),
              ),
            ]
          : []),
      ]),
    )
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      fit:
        row.topic_id === topic.id
          ? 1
          : Math.min(
              ALIKE,
              fitOf(
                { words, phrasings: [topic.title, ...aliases] },
                { title: row.title, aliases: JSON.parse(row.aliases) as string[], contents: row.contents },
              ),
            ),
      helpfulCount: row.helpful_count,
      unhelpfulCount: row.unhelpful_count,
      readCount: row.read_count,
      publishedAt: row.published_at ?? row.created_at,
      isOutdated: row.outdated_at !== null,
    }))
    .filter((article) => article.fit >= 0.4)
    .sort((a, b) => b.fit - a.fit || a.id - b.id)
}

/** Solved threads in which something near to the topic's title or other phrasings was asked, the nearest first. */
async function solvedThreads(
  db: Executor,
  topic: TopicRow,
  signal: AbortSignal | undefined,
): Promise<readonly { readonly id: number; readonly fit: number }[]> {
  const least = await leastFit(db, topic.id)
  if (least === null) return []
  const rows = await db
    .selectFrom('requests')
    .innerJoin('threads', 'threads.id', 'requests.thread_id')
    .select(['threads.id', 'threads.title', sql<string>`substr(requests.text, 1, 600)`.as('text')])
    .where('requests.topic_id', '=', topic.id)
    .where('threads.accepted_post_id', 'is not', null)
    .where('threads.listed', '=', 1)
    .where('requests.topic_fit', '>=', least)
    .orderBy('requests.topic_fit', 'desc')
    .orderBy('threads.id')
    .limit(200)
    .execute()
  const phrasings = [topic.title, ...(JSON.parse(topic.aliases) as string[])]
  const near = await nearnessInThread(phrasings, rows, await askedElsewhere(db), signal)
  return rows
    .map(({ id }, at) => ({ id, near: near[at] ?? 0 }))
    .filter((one) => one.near >= NEAR)
    .sort((a, b) => b.near - a.near)
    .map(({ id, near }) => ({ id, fit: Math.round(near * 1000) }))
}

/** Requests a week before and since a time; null where too little time lies on that side. */
async function weeklyAround(
  db: Executor,
  topicId: number,
  at: number,
  now: number,
): Promise<{ readonly weeklyBefore: number | null; readonly weeklySince: number | null }> {
  const count = async (from: number, to: number): Promise<number> => {
    const row = await db
      .selectFrom('requests')
      .select(sql<number>`coalesce(sum(times), 0)`.as('n'))
      .where('topic_id', '=', topicId)
      .where('asked_at', '>=', from)
      .where('asked_at', '<', to)
      .executeTakeFirst()
    return Number(row?.n ?? 0)
  }
  const weeks = (now - at) / WEEK
  if (weeks < 4) return { weeklyBefore: null, weeklySince: null }
  return {
    weeklyBefore: (await count(at - 8 * WEEK, at)) / 8,
    weeklySince: (await count(at, now)) / weeks,
  }
}
