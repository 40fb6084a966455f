import type { Services } from '#app/platform/context.server.ts'
import { COLLECTIONS, SearchUnavailableError, type SearchEngine } from '#search/engine.ts'
import { rebuildIndex } from '../commands/rebuild-index.server.ts'

/**
 * The job `search.mend`: looks whether what is indexed can be found, and fills the index anew where it can't: after
 * damage, after an update that reads texts otherwise, and on a new machine. Pages say meanwhile that search is away.
 */
export async function mendIndex(
  services: Pick<Services, 'db' | 'log'>,
  search: SearchEngine,
  signal?: AbortSignal,
): Promise<void> {
  const healths = await Promise.all(
    COLLECTIONS.map((collection) =>
      search[collection].health().catch((error: unknown) => {
        if (!(error instanceof SearchUnavailableError)) throw error
        return 'damaged' as const
      }),
    ),
  )
  if (healths.every((health) => health === 'sound')) return
  services.log.warn({ healths }, 'the search index can’t be trusted: it is filled anew')
  const { indexed } = await rebuildIndex(services, search, () => signal?.throwIfAborted())
  services.log.info({ indexed }, 'the search index is whole again')
}
