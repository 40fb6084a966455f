import { sql } from 'kysely'
import { pause } from '#app/kernel/pause.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Where threads are so much rarer than in other topics, though so many might be expected, those there are strayed in. */
const STRAYED = 0.3
const ENOUGH_THREADS = 5
/** Requests that show which words are common in all topics. */
const ELSEWHERE = 2000
/** So many of them are read at once. */
const PAGE = 500

/**
 * How well a thread must fit a topic, in thousandths, not to have only strayed into it: half as well as its requests do
 * on the mean. Null where the forum hardly ever asks what the topic asks, for then the few threads that mining put
 * there ask something else.
 */
export async function leastFit(db: Executor, topicId: number): Promise<number | null> {
  const [here, all] = [await threadShare(db, [topicId]), await threadShare(db, await topicIds(db))]
  const expected = here.requests * all.share
  if (expected >= ENOUGH_THREADS && here.share < STRAYED * all.share) return null
  return Math.round((await meanFit(db, topicId)) / 2)
}

/** How well a topic's requests fit it, on the mean, in thousandths. */
async function meanFit(db: Executor, topicId: number): Promise<number> {
  const row = await db
    .selectFrom('requests')
    .select(sql<number | null>`avg(topic_fit)`.as('fit'))
    .where('topic_id', '=', topicId)
    .executeTakeFirst()
  return Number(row?.fit ?? 0)
}

/**
 * How many requests there are in topics, and which share of them are threads: a count for each topic, which an index
 * answers without the requests themselves, so that none takes long.
 */
async function threadShare(
  db: Executor,
  topics: readonly number[],
): Promise<{ readonly requests: number; readonly share: number }> {
  let [requests, threads] = [0, 0]
  for (const topic of topics) {
    const row = await db
      .selectFrom('requests')
      .select((eb) => [eb.fn.countAll<number>().as('requests'), eb.fn.count<number>('thread_id').as('threads')])
      .where('topic_id', '=', topic)
      .executeTakeFirstOrThrow()
    requests += Number(row.requests)
    threads += Number(row.threads)
  }
  return { requests, share: threads / Math.max(1, requests) }
}

async function topicIds(db: Executor): Promise<readonly number[]> {
  const rows = await db.selectFrom('topics').select('id').where('merged_into', 'is', null).execute()
  return rows.map(({ id }) => id)
}

/** How some requests begin, of all topics alike: every so many-th by its number, read in pieces. */
export async function askedElsewhere(db: Executor): Promise<readonly string[]> {
  const { last } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  const step = Math.max(1, Math.floor(Number(last) / ELSEWHERE))
  const asked: string[] = []
  for (let from = 0; from < ELSEWHERE; from += PAGE) {
    const ids = Array.from({ length: PAGE }, (_, n) => (from + n + 1) * step).filter((id) => id <= Number(last))
    if (ids.length === 0) break
    const rows = await db
      .selectFrom('requests')
      .select(['subject', sql<string>`substr(text, 1, 100)`.as('text')])
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()
    for (const { subject, text } of rows) asked.push(subject === '' ? text : subject)
    await pause()
  }
  return asked
}
