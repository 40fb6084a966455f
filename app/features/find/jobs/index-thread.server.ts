import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'

/** The job `search.index`: the index holds the thread as it is now, or not at all. */
export async function indexThread(
  services: Pick<Services, 'db'>,
  search: SearchEngine,
  threadId: number,
): Promise<void> {
  const [document] = await searchDocuments(services.db, [threadId])
  if (document) await search.threads.index([document])
  else await search.threads.remove([threadId])
}
