import { sql } from 'kysely'
import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { redact } from '#app/platform/personal-data/redact.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { isNobody, visitorKey, type Visit } from '#app/platform/visitor-key.server.ts'
import { writtenIn } from '#app/text/language.ts'
import { inTransaction, isStorageFailure, type Executor } from '#db/transaction.server.ts'
import { goesOnFrom, queryKey } from '../rules/query-key.ts'
import type { SearchPageView } from '../types.ts'

/** Hits of the first page that are kept in order. */
const KEPT = 15

/**
 * Notes a search with what it found, redacted, once for each session and text. One that found nothing becomes a request. A page is read all the same when nothing
 * can be written, or when somebody searches without end.
 */
export async function logSearch(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: Actor,
  view: Pick<SearchPageView, 'query' | 'count' | 'exactCount' | 'articleCount' | 'hits' | 'articles'>,
  visit: Visit,
): Promise<void> {
  const now = clock.now()
  const asked = view.query.replace(/\s+/g, ' ').trim().slice(0, 300)
  const { text } = redact(asked, { patterns: await redactionPatterns(db) })
  const key = queryKey(text)
  const shown = JSON.stringify(
    [...view.articles.map(({ id }) => `article:${id}`), ...view.hits.map(({ id }) => `thread:${id}`)].slice(0, KEPT),
  )
  const isInVain = view.hits.length + view.articles.length === 0
  const found = isInVain ? 0 : Math.max(view.count.number, view.hits.length) + view.articles.length
  if (!/[\p{L}\p{N}]{2}/u.test(asked) || key === '' || isNobody(viewer, visit)) return
  try {
    const sessionKey = await visitorKey(db, now, viewer, visit)
    await countUse(db, clock, LIMITS.loggedSearch, sessionKey)
    await inTransaction(db, async (trx) => {
      const known = await searchOf(trx, sessionKey, key)
      if (known) {
        // What can be opened is what stood there last: what was sought in vain an hour ago may be found by now.
        if (known.shown !== shown)
          await trx.updateTable('search_log').set({ shown }).where('id', '=', known.id).execute()
        return
      }
      const before = await findEarlier(trx, sessionKey, text, now)
      await trx
        .insertInto('search_log')
        .values({
          at: now,
          session_key: sessionKey,
          member_id: viewer.id,
          query: text,
          query_key: key,
          language: writtenIn(text) ?? '',
          found,
          exact: view.exactCount,
          shown,
          refined_from: before,
          pending_at: found === 0 ? now : null,
        })
        .onConflict((c) => c.columns(['session_key', 'query_key']).doNothing())
        .execute()
      if (before !== null) await trx.updateTable('search_log').set({ refined: 1 }).where('id', '=', before).execute()
    })
  } catch (error) {
    if (isStorageFailure(error) === null && !(error instanceof AppError && error.code === 'too-many')) throw error
  }
}

function searchOf(trx: Executor, sessionKey: string, key: string) {
  return trx
    .selectFrom('search_log')
    .select(['id', 'shown'])
    .where('session_key', '=', sessionKey)
    .where('query_key', '=', key)
    .executeTakeFirst()
}

/** The search of this session that the new one goes on from. */
async function findEarlier(trx: Executor, sessionKey: string, query: string, now: number): Promise<number | null> {
  const last = await trx
    .selectFrom('search_log')
    .select(['id', 'query', 'at', 'opened_count'])
    .where('session_key', '=', sessionKey)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  const before = { query: last.query, opened: last.opened_count > 0, pause: now - last.at }
  return goesOnFrom(query, before) ? last.id : null
}

export interface OpenedHit {
  readonly query: string
  readonly kind: 'thread' | 'article'
  readonly id: number
}

/** Notes what a visitor opened from a search of theirs; only what stood on its page, once each. */
export async function logOpened(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: Actor,
  { query, kind, id }: OpenedHit,
  visit: Visit,
): Promise<void> {
  if (isNobody(viewer, visit)) return
  const now = clock.now()
  const sessionKey = await visitorKey(db, now, viewer, visit)
  const { text } = redact(query.replace(/\s+/g, ' ').trim().slice(0, 300), { patterns: await redactionPatterns(db) })
  await inTransaction(db, async (trx) => {
    const search = await searchOf(trx, sessionKey, queryKey(text))
    const shown = search ? (JSON.parse(search.shown) as string[]) : []
    const position = shown.indexOf(`${kind}:${id}`) + 1
    if (!search || position === 0) return
    const added = await trx
      .insertInto('search_opens')
      .values({ search_id: search.id, kind, subject_id: id, position, at: now })
      .onConflict((c) => c.columns(['search_id', 'kind', 'subject_id']).doNothing())
      .returning('search_id')
      .executeTakeFirst()
    if (!added) return
    await trx
      .updateTable('search_log')
      .set({ opened_count: sql`opened_count + 1` })
      .where('id', '=', search.id)
      .execute()
  })
}
