import { MINUTE } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { COLLECTIONS, SearchUnavailableError, type SearchEngine } from '#search/engine.ts'
import { rebuildIndex } from '../commands/rebuild-index.server.ts'
import { startVectors } from './make-vectors.server.ts'

type Parts = Pick<Services, 'db' | 'log' | 'clock'>

/**
 * The job `search.mend`: looks whether what is indexed can be found, and fills the index anew where it can't: after
 * damage, after an update that reads texts otherwise, and on a new machine. Pages say meanwhile that search is away.
 */
export async function mendIndex(services: Parts, search: SearchEngine, signal?: AbortSignal): Promise<void> {
  await mendIndexOf(services, search, signal)
  for (const engine of search.apart ?? []) await mendApart(services, engine, signal)
  await startVectors(services, search)
}

/** After a filling that failed, as on a full disk, nobody tries again for so long. */
const PAUSE = 10 * MINUTE
const failedAt = new WeakMap<SearchEngine, number>()

/** A server in front is filled where it has no indexes yet or missed something, and only while it answers. */
async function mendApart(services: Parts, engine: SearchEngine, signal?: AbortSignal): Promise<void> {
  if (services.clock.now() - (failedAt.get(engine) ?? -PAUSE) < PAUSE) return
  const healths = await Promise.all(
    COLLECTIONS.map((collection) =>
      engine[collection].health().catch((error: unknown) => {
        if (!(error instanceof SearchUnavailableError)) throw error
        return null
      }),
    ),
  )
  if (healths.includes(null) || healths.every((health) => health === 'sound')) return
  services.log.info({ healths }, 'the search server is filled')
  try {
    const { indexed } = await rebuildIndex(services, engine, () => signal?.throwIfAborted())
    services.log.info({ indexed }, 'the search server holds everything')
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error
    failedAt.set(engine, services.clock.now())
    services.log.warn({ err: error }, 'the search server can’t be filled now')
  }
}

async function mendIndexOf(services: Parts, search: SearchEngine, signal?: AbortSignal): Promise<void> {
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
