import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { learnWorth, type SeenSearch } from '../rules/learn-worth.ts'

/** Older searches tell what was there then. */
const LEARNT_FROM = 180 * DAY
/** Texts that are looked at, one after the other. */
const PAGE = 200
/** The newest searches for one text that are looked at. */
const MOST_SEARCHES = 2000
const LEAST_SEARCHES = 5

/**
 * The job `search.learn`: what people opened and were helped by, for each text that is searched for often, as factors of
 * worth. All of it can be made again from the log.
 */
export async function learnFromSearches(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  const since = clock.now() - LEARNT_FROM
  let last = ''
  for (;;) {
    signal?.throwIfAborted()
    const keys = await db
      .selectFrom('search_log')
      .select('query_key')
      .where('query_key', '>', last)
      .groupBy('query_key')
      .having((eb) => eb(eb.fn.countAll(), '>=', LEAST_SEARCHES))
      .orderBy('query_key')
      .limit(PAGE)
      .execute()
    for (const { query_key } of keys) await settleKey(db, query_key, since)
    if (keys.length < PAGE) break
    last = keys.at(-1)?.query_key ?? last
  }
  await db
    .deleteFrom('search_learnt')
    .where('query_key', 'not in', (eb) =>
      eb
        .selectFrom('search_log')
        .select('query_key')
        .where('at', '>=', since)
        .groupBy('query_key')
        .having((having) => having(having.fn.countAll(), '>=', LEAST_SEARCHES)),
    )
    .execute()
}

async function settleKey(db: Executor, key: string, since: number): Promise<void> {
  const searches = await seenSearches(db, key, since)
  const learnt = learnWorth(searches)
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('search_learnt').where('query_key', '=', key).execute()
    if (learnt.length === 0) return
    await trx
      .insertInto('search_learnt')
      .values(
        learnt.map(({ hit, factor }) => {
          const [kind = '', id = ''] = hit.split(':')
          return { query_key: key, kind, subject_id: Number(id), factor: Math.round(factor * 1000) }
        }),
      )
      .execute()
  })
}

async function seenSearches(db: Executor, key: string, since: number): Promise<readonly SeenSearch[]> {
  const rows = await db
    .selectFrom('search_log')
    .select(['id', 'shown'])
    .where('query_key', '=', key)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(MOST_SEARCHES)
    .execute()
  if (rows.length === 0) return []
  const first = Math.min(...rows.map(({ id }) => id))
  const ofKey = db
    .selectFrom('search_log')
    .select('search_log.id')
    .where('query_key', '=', key)
    .where('id', '>=', first)
  const opens = await db
    .selectFrom('search_opens')
    .select(['search_id', 'kind', 'subject_id'])
    .where('search_id', 'in', ofKey)
    .execute()
  const solved = await db
    .selectFrom('deflections')
    .select(['search_id', 'kind', 'subject_id'])
    .where('search_id', 'in', ofKey)
    .execute()
  const openedOf = groupBySearch(opens)
  const solvedOf = groupBySearch(solved)
  return rows.map(({ id, shown }) => ({
    shown: JSON.parse(shown) as string[],
    opened: openedOf.get(id) ?? new Set(),
    solved: solvedOf.get(id) ?? new Set(),
  }))
}

function groupBySearch(
  rows: readonly { readonly search_id: number | null; readonly kind: string; readonly subject_id: number }[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const groups = new Map<number, Set<string>>()
  for (const { search_id, kind, subject_id } of rows) {
    if (search_id === null) continue
    const hits = groups.get(search_id) ?? new Set<string>()
    groups.set(search_id, hits.add(`${kind}:${subject_id}`))
  }
  return groups
}
