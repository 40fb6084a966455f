import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { settleSaving } from '../commands/settle-saving.server.ts'
import { readFigures, type TopicFigures } from '../queries/topic-figures.server.ts'
import { readWords, type WordsSettled } from '../queries/topic-words.server.ts'
import { seasonOf, trendOf } from '../rules/volume.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** So often a topic is read again because another count was written while it was read. */
const TRIES = 5

/** The job `topics.count`: a topic's figures and its words are those of its requests as they are. */
export async function countTopic(parts: Parts, topicId: number, signal?: AbortSignal): Promise<void> {
  await settle(parts, topicId, { withWords: true, signal })
}

/** The same for its figures alone: a mining run has just given the topic its words. */
export async function recountTopic(parts: Parts, topicId: number, signal?: AbortSignal): Promise<void> {
  await settle(parts, topicId, { withWords: false, signal })
}

/**
 * Reads the requests in pieces outside of a transaction, so that neither pages nor other changes wait, and writes what
 * differs in a short one. What changes the requests meanwhile has enqueued the job again.
 */
async function settle(
  { db, clock }: Parts,
  topicId: number,
  { withWords, signal }: { readonly withWords: boolean; readonly signal: AbortSignal | undefined },
): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const figures = await readFigures(db, topicId, signal)
    if (figures === null) return
    const words = withWords ? await readWords(db, topicId, signal) : null
    const isWritten = await inTransaction(db, async (trx) => {
      const now = clock.now()
      await lockRow(trx, 'topics', topicId)
      if (!(await isAsRead(trx, topicId, figures, words))) return false
      await writeFigures(trx, topicId, figures, now)
      if (words !== null) await writeWords(trx, topicId, words)
      await enqueue(trx, 'topics.cover', { topic: topicId }, { now })
      return true
    })
    if (isWritten) return
  }
  throw new Error('This topic was counted by others each time it was read.')
}

/** Whether nobody has counted or renamed the topic since it was read: the older count must not be written last. */
async function isAsRead(
  trx: Executor,
  topicId: number,
  figures: TopicFigures,
  words: WordsSettled | null,
): Promise<boolean> {
  const topic = await trx
    .selectFrom('topics')
    .select(['counted_at', 'title', 'aliases', 'renamed_at'])
    .where('id', '=', topicId)
    .executeTakeFirst()
  if (topic?.counted_at !== figures.countedAt) return false
  if (words === null) return true
  const { title, aliases, renamed_at } = words.before
  return topic.title === title && topic.aliases === aliases && topic.renamed_at === renamed_at
}

async function writeFigures(trx: Executor, topicId: number, figures: TopicFigures, now: number): Promise<void> {
  const { weeks, changed, gone } = figures
  await trx
    .updateTable('topics')
    .set({
      request_count: figures.requests,
      asker_count: figures.askers,
      recent_askers: figures.recentAskers,
      unanswered_count: figures.unanswered,
      handling_seconds: figures.handling,
      first_at: figures.first,
      last_at: figures.last,
      trend: trendOf(weeks, now),
      season: seasonOf(weeks),
      // Never the same twice, so that each count can be told from the one before.
      counted_at: Math.max(now, (figures.countedAt ?? 0) + 1),
    })
    .where('id', '=', topicId)
    .execute()
  const own = trx.deleteFrom('topic_weeks').where('topic_id', '=', topicId)
  for (const { weekAt, channel } of gone) {
    await own.where('week_at', '=', weekAt).where('channel', '=', channel).execute()
  }
  for (let at = 0; at < changed.length; at += 500) {
    const rows = changed.slice(at, at + 500)
    await trx
      .insertInto('topic_weeks')
      .values(rows.map(({ weekAt, channel, requests }) => ({ topic_id: topicId, week_at: weekAt, channel, requests })))
      .onConflict((c) =>
        c.columns(['topic_id', 'week_at', 'channel']).doUpdateSet((eb) => ({ requests: eb.ref('excluded.requests') })),
      )
      .execute()
  }
  await trx.deleteFrom('topic_origins').where('topic_id', '=', topicId).execute()
  if (figures.origins.length > 0) {
    await trx
      .insertInto('topic_origins')
      .values(figures.origins.map((origin) => ({ topic_id: topicId, ...origin })))
      .execute()
  }
  await settleSaving(trx, topicId, figures.meanHandling)
}

async function writeWords(trx: Executor, topicId: number, words: WordsSettled): Promise<void> {
  const { title, aliases, sources, former } = words
  await trx
    .updateTable('topics')
    .set({ title, aliases: JSON.stringify(aliases), word_sources: JSON.stringify(sources) })
    .where('id', '=', topicId)
    .execute()
  for (const { id, detail } of former) {
    await trx.updateTable('topic_decisions').set({ detail }).where('id', '=', id).execute()
  }
}
