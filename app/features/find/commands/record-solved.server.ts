import type { Actor } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { isNobody, visitorKey, type Visit } from '#app/platform/visitor-key.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'

/** Where somebody says that it was solved. */
export type SolvedAt = 'suggestion' | 'ask' | 'answer' | 'article' | 'thread'

export interface Solved {
  readonly at: SolvedAt
  readonly kind: 'thread' | 'article'
  readonly id: number
}

/**
 * Records a deflection: a question that what was there already answered, with where it was found. Once for each visitor
 * and answer; what they opened from a search was found by searching. The caller has looked whether they may read it.
 */
export async function recordSolved(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: Actor,
  { at, kind, id }: Solved,
  visit: Visit,
): Promise<void> {
  if (isNobody(viewer, visit)) return
  const now = clock.now()
  const sessionKey = await visitorKey(db, now, viewer, visit)
  await inTransaction(db, async (trx) => {
    const search = at === 'article' || at === 'thread' ? await findOpened(trx, sessionKey, kind, id) : null
    await trx
      .insertInto('deflections')
      .values({
        at: now,
        source: search === null ? at : 'search',
        kind,
        subject_id: id,
        search_id: search,
        member_id: viewer.id,
        session_key: sessionKey,
      })
      .onConflict((c) => c.columns(['session_key', 'kind', 'subject_id']).doNothing())
      .execute()
  })
}

/** The search of this session from which something was opened, the last one of several. */
async function findOpened(trx: Executor, sessionKey: string, kind: string, id: number): Promise<number | null> {
  const found = await trx
    .selectFrom('search_log')
    .innerJoin('search_opens', 'search_opens.search_id', 'search_log.id')
    .select('search_log.id')
    .where('search_log.session_key', '=', sessionKey)
    .where('search_opens.kind', '=', kind)
    .where('search_opens.subject_id', '=', id)
    .orderBy('search_opens.at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? null
}
