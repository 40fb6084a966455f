import { join } from 'node:path'
import type { OpenThread } from '#app/kernel/calls.ts'
import type { EngineTrouble, MeaningTrouble, SearchEngine } from './engine.ts'
import { openFts5 } from './fts5/engine.server.ts'
import { openMeilisearch } from './meilisearch/engine.server.ts'
import { openEmbedder, type EmbedderSettings } from './vectors/embedder.server.ts'
import { openVectors } from './vectors/vectors.server.ts'
import { withMeaning } from './vectors/with-meaning.server.ts'
import { withFallback } from './with-fallback.server.ts'

interface SearchSettings {
  readonly dataDir: string
  readonly openThread: OpenThread
  /** A Meilisearch server, and its key. */
  readonly meili?: { readonly url: string; readonly key: string | null } | null
  readonly log: (trouble: EngineTrouble | null) => void
  /** A service that makes vectors; left out where none is set. */
  readonly meaning?: MeaningSettings | null
}

interface MeaningSettings extends EmbedderSettings {
  /** A query as it may leave the machine: without what is personal. */
  readonly outward: (text: string) => Promise<string>
  readonly log: (trouble: MeaningTrouble | null) => void
}

/**
 * Opens the search engine that the settings name: embedded FTS5 in the data folder, and in front of it a Meilisearch server
 * where there is one. Where a service makes vectors, documents are found by their meaning too.
 */
export function openSearch({ meaning = null, ...settings }: SearchSettings): SearchEngine {
  const engine = openByWords(settings)
  if (!meaning) return engine
  const vectors = openVectors(join(settings.dataDir, 'vectors.db'), meaning.model, settings.openThread)
  return withMeaning({ ...meaning, engine, vectors, embedder: openEmbedder(meaning) })
}

function openByWords({ dataDir, openThread, meili = null, log }: SearchSettings): SearchEngine {
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
