import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Learnt } from '#search/engine.ts'
import { queryKey } from '../rules/query-key.ts'

/** Hits of one search that are worth more or less than their words tell. */
export interface LearntHits {
  readonly threads: readonly Learnt[]
  readonly articles: readonly Learnt[]
}

export const NOTHING_LEARNT: LearntHits = { threads: [], articles: [] }

const selectLearnt = prepared((db: Executor, { key }: { key: string }) =>
  db.selectFrom('search_learnt').select(['kind', 'subject_id', 'factor']).where('query_key', '=', key),
)

/** What earlier searches for the same words taught; nothing for most. */
export async function readLearnt(db: Executor, query: string): Promise<LearntHits> {
  const key = queryKey(query)
  if (key === '') return NOTHING_LEARNT
  const rows = await selectLearnt(db, { key }, null)
  const of = (kind: string): readonly Learnt[] =>
    rows.filter((row) => row.kind === kind).map((row) => ({ id: row.subject_id, factor: row.factor / 1000 }))
  return { threads: of('thread'), articles: of('article') }
}
