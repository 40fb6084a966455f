import { mayMine } from '#app/access/topics.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { writtenIn } from '#app/text/language.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { wordsOfRequests } from '../queries/request-words.server.ts'

/** Requests of one text that begin a topic; a run finds the others. */
const MOST = 500
/** The source of requests that staff made of a search. */
const SOURCE = 'desk-search'

/**
 * Makes a search a topic: of the requests that it became where it found nothing, else of one request with its words. Where
 * they lie in a topic already, that is the one. Returns the topic.
 */
export async function topicFromSearch(context: Context, query: string): Promise<{ readonly topicId: number }> {
  const { db, viewer, clock } = context
  demand(mayMine(viewer))
  const now = clock.now()
  const requests = await requestsOf(db, query, now)
  const words = await wordsOfRequests(
    db,
    requests.map(({ id }) => id),
  )
  return inTransaction(db, async (trx) => {
    const ids = requests.map(({ id }) => id)
    const placed = await trx
      .selectFrom('requests')
      .innerJoin('topics', 'topics.id', 'requests.topic_id')
      .select('topics.id')
      .where('requests.id', 'in', ids)
      .where('topics.dismissed_at', 'is', null)
      .where('topics.merged_into', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (placed) return { topicId: placed.id }
    const { id: topicId } = await trx
      .insertInto('topics')
      .values({
        title: query,
        title_request_id: ids[0] ?? null,
        words: JSON.stringify(words),
        created_at: now,
        mined_at: now,
        // Named by a person: no run gives it another name.
        renamed_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('requests')
      .set({ topic_id: topicId, topic_at: now, pinned_at: now, topic_fit: 1000 })
      .where('id', 'in', ids)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'search', verb: 'make topic', id: topicId, detail: { query } })
    await tell(trx, 'topic.decided', { topic: topicId }, now)
    return { topicId }
  })
}

/** The requests that searches for this text became; one is made where there are none. At least one comes back. */
async function requestsOf(db: Executor, query: string, now: number): Promise<readonly { readonly id: number }[]> {
  const find = () =>
    db
      .selectFrom('requests')
      .select('id')
      .where('channel', '=', 'search')
      .where('text', '=', query)
      .orderBy('id')
      .limit(MOST)
      .execute()
  const known = await find()
  if (known.length > 0) return known
  await db
    .insertInto('requests')
    .values({
      channel: 'search',
      source: SOURCE,
      external_id: query,
      asked_at: now,
      created_at: now,
      text: query,
      language: writtenIn(query),
      outcome: 'unanswered',
    })
    .onConflict((c) => c.columns(['source', 'external_id']).doNothing())
    .execute()
  return find()
}
