import { join } from 'node:path'
import type { OpenThread } from '#app/kernel/calls.ts'
import type { EngineTrouble, SearchEngine } from './engine.ts'
import { openFts5 } from './fts5/engine.server.ts'
import { openMeilisearch } from './meilisearch/engine.server.ts'
import { withFallback } from './with-fallback.server.ts'

interface SearchSettings {
  readonly dataDir: string
  readonly openThread: OpenThread
  /** A Meilisearch server, and its key. */
  readonly meili?: { readonly url: string; readonly key: string | null } | null
  readonly log: (trouble: EngineTrouble | null) => void
}

/**
 * Opens the search engine that the settings name: embedded FTS5 in the data folder, and in front of it a Meilisearch server
 * where there is one.
 */
export function openSearch({ dataDir, openThread, meili = null, log }: SearchSettings): SearchEngine {
  const embedded = openFts5(join(dataDir, 'search.db'), openThread)
  if (!meili) return embedded
  const { url, key } = meili
  const server = openMeilisearch({
    url,
    key,
    behindFile: join(dataDir, 'meilisearch-behind'),
    rarities: (collection, words) => embedded[collection].rarities(words),
  })
  const { protocol, host } = new URL(url)
  return withFallback({ server, embedded, address: `${protocol}//${host}`, log })
}
