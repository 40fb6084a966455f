import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'

const BATCH = 200

/**
 * Fills the search index again from the database while the site goes on: in pages, each short, so
 * that queries pass between them. `progress` is told how many threads were read of how many.
 */
export async function rebuildIndex(
  services: Pick<Services, 'db'>,
  search: SearchEngine,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<{ readonly indexed: number; readonly removed: number }> {
  const { db } = services
  const { total } = await db
    .selectFrom('threads')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const run = await search.threads.beginRebuild()
  let last = 0
  let done = 0
  let indexed = 0
  for (;;) {
    const rows = await db
      .selectFrom('threads')
      .select('id')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) break
    last = rows.at(-1)?.id ?? last
    const documents = await searchDocuments(
      db,
      rows.map((row) => row.id),
    )
    await run.index(documents)
    indexed += documents.length
    done += rows.length
    progress(done, Number(total))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { indexed, removed: await run.finish() }
}
