import { join } from 'node:path'
import type { OpenThread } from '#app/kernel/calls.ts'
import type { SearchEngine } from './engine.ts'
import { openFts5 } from './fts5/engine.server.ts'

/** Opens the search engine that the settings name; embedded FTS5 in the data folder by default. */
export function openSearch(settings: { readonly dataDir: string; readonly openThread: OpenThread }): SearchEngine {
  return openFts5(join(settings.dataDir, 'search.db'), settings.openThread)
}
