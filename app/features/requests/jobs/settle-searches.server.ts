import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { afterRequestsChanged } from '../commands/requests-changed.server.ts'
import { foldSearches, PAUSE, type SearchedQuestion } from '../rules/fold-searches.ts'
import { languageOf } from '../rules/language.ts'

const PAGE = 200

/**
 * The job `requests.searches`: what was searched for in vain becomes requests, one for each question of
 * a session. Those of a session that is over are not looked at again.
 */
export async function settleSearches({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  let last = ''
  for (;;) {
    const sessions = await db
      .selectFrom('search_log')
      .select('session_key')
      .distinct()
      .where('pending_at', 'is not', null)
      .where('session_key', '>', last)
      .orderBy('session_key')
      .limit(PAGE)
      .execute()
    for (const { session_key } of sessions)
      if (session_key !== null) await inTransaction(db, (trx) => settleSession(trx, session_key, clock.now()))
    if (sessions.length < PAGE) return
    last = sessions.at(-1)?.session_key ?? last
  }
}

async function settleSession(trx: Executor, sessionKey: string, now: number): Promise<void> {
  const searches = await trx
    .selectFrom('search_log')
    .select(['id', 'query', 'at', 'member_id'])
    .where('pending_at', 'is not', null)
    .where('session_key', '=', sessionKey)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const [first] = searches
  const last = searches.at(-1)
  if (!first || !last) return
  for (const question of foldSearches(searches))
    await keepQuestion(trx, question, { sessionKey, memberId: first.member_id, now })
  if (now - last.at >= PAUSE)
    await trx
      .updateTable('search_log')
      .set({ pending_at: null })
      .where('pending_at', 'is not', null)
      .where('session_key', '=', sessionKey)
      .where('id', '<=', last.id)
      .execute()
}

interface Asker {
  readonly sessionKey: string
  readonly memberId: number | null
  readonly now: number
}

async function keepQuestion(trx: Executor, question: SearchedQuestion, asker: Asker): Promise<void> {
  const externalId = `${asker.sessionKey} ${question.firstId}`
  const known = await trx
    .selectFrom('requests')
    .select(['id', 'text', 'times', 'pinned_at', 'topic_id'])
    .where('source', '=', 'search')
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  if (known && known.text === question.text && known.times === question.times) return
  if (known) {
    const isOther = known.text !== question.text && known.pinned_at === null
    await trx
      .updateTable('requests')
      .set({ text: question.text, times: question.times, ...(isOther ? { topic_at: null } : {}) })
      .where('id', '=', known.id)
      .execute()
    const topics = known.topic_id === null ? [] : [known.topic_id]
    await afterRequestsChanged(trx, { arrived: isOther, topics }, asker.now)
    return
  }
  await trx
    .insertInto('requests')
    .values({
      channel: 'search',
      source: 'search',
      external_id: externalId,
      member_id: asker.memberId,
      requester_key: asker.sessionKey,
      asked_at: question.at,
      created_at: asker.now,
      text: question.text,
      times: question.times,
      language: languageOf(question.text),
      outcome: 'unanswered',
    })
    .onConflict((c) => c.columns(['source', 'external_id']).doNothing())
    .execute()
  await afterRequestsChanged(trx, { arrived: true, topics: [] }, asker.now)
}
