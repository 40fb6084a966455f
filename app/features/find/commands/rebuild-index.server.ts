import { articleDocuments } from '#app/features/knowledge/queries/search-documents.server.ts'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import {
  COLLECTIONS,
  type Collection,
  type SearchDocument,
  type SearchEngine,
  type SearchIndex,
} from '#search/engine.ts'
import { readSynonyms } from '../queries/synonyms.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Threads or articles that are read at once, with all their posts: SQLite stops the process while it reads. */
const BATCH = 50

/** What the search engine keeps of these threads or articles; what is not listed is left out. */
export const DOCUMENTS: Readonly<
  Record<Collection, (db: Executor, ids: readonly number[]) => Promise<readonly SearchDocument[]>>
> = { threads: searchDocuments, articles: articleDocuments }

/**
 * Fills the search index again from the database while the site goes on: in pages, each short, so
 * that queries pass between them. `progress` is told how many threads and articles were read of how many.
 */
export async function rebuildIndex(
  services: Pick<Services, 'db'>,
  search: SearchEngine,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<{ readonly indexed: number; readonly removed: number }> {
  const { db } = services
  await search.setSynonyms(await readSynonyms(db))
  const totals = new Map<Collection, number>()
  for (const collection of COLLECTIONS) {
    const row = await db
      .selectFrom(collection)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    totals.set(collection, Number(row.total))
  }
  const total = [...totals.values()].reduce((sum, one) => sum + one, 0)
  const result = { indexed: 0, removed: 0 }
  let before = 0
  for (const collection of COLLECTIONS) {
    const start = before
    const { indexed, removed } = await refill(db, search[collection], collection, (done) =>
      progress(start + done, total),
    )
    result.indexed += indexed
    result.removed += removed
    before += totals.get(collection) ?? 0
  }
  return result
}

/** Reads every document of a collection into one index. */
export async function refill(
  db: Executor,
  index: Pick<SearchIndex, 'beginRebuild'>,
  collection: Collection,
  progress: (done: number) => void,
): Promise<{ readonly indexed: number; readonly removed: number }> {
  const run = await index.beginRebuild()
  let last = 0
  let done = 0
  let indexed = 0
  for (;;) {
    const rows = await db
      .selectFrom(collection)
      .select('id')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) break
    last = rows.at(-1)?.id ?? last
    const documents = await DOCUMENTS[collection](
      db,
      rows.map((row) => row.id),
    )
    await run.index(documents)
    indexed += documents.length
    done += rows.length
    progress(done)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { indexed, removed: await run.finish() }
}
