import type { OpenThread } from '#app/kernel/calls.ts'
import {
  COLLECTIONS,
  SearchUnavailableError,
  type Collection,
  type IndexHealth,
  type SearchEngine,
  type SearchIndex,
  type SearchReply,
  type Suggestion,
} from '../engine.ts'
import type { SearchCall } from './search-thread.server.ts'

/** How long a reader waits before the page goes on without search; indexing may take longer. */
const PATIENCE = 3000
const INDEX_PATIENCE = 120_000
/** While the thread is known not to answer, a reader waits only so long: a page asks several times, one after the other. */
const HURRIED = 100

/** The embedded engine: SQLite FTS5 in a file of its own, queried in a thread. */
export function openFts5(file: string, openThread: OpenThread): SearchEngine {
  const source = 'search/fts5/search-thread.server.ts'
  const thread = openThread({ name: 'search-thread', source, workerData: { file } })

  const call = async <T>(
    collection: Collection,
    method: SearchCall['method'],
    args: readonly unknown[],
    patience = PATIENCE,
  ): Promise<T> => {
    const isRead = patience === PATIENCE
    try {
      return await thread.call<T>({ collection, method, args } satisfies SearchCall, {
        patience: isRead && probing ? HURRIED : patience,
      })
    } catch (error) {
      if (isRead) probing ??= probe()
      throw new SearchUnavailableError(error)
    }
  }

  /** Answered or not: `probing` is set until the thread has come to a question that stands behind all others. */
  let probing: Promise<void> | null = null
  const probe = (): Promise<void> =>
    thread
      .call({ collection: 'threads', method: 'ping', args: [] } satisfies SearchCall, { patience: INDEX_PATIENCE })
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => {
        probing = null
      })

  const indexOf = (collection: Collection): SearchIndex => ({
    index: (documents) => call(collection, 'index', [documents], INDEX_PATIENCE),
    remove: (ids) => call(collection, 'remove', [ids], INDEX_PATIENCE),
    search: (query) => call<SearchReply>(collection, 'search', [query]),
    suggest: (text, without, limit) => call<Suggestion[]>(collection, 'suggest', [text, without, limit]),
    similar: (title, text, without, limit) => call<Suggestion[]>(collection, 'similar', [title, text, without, limit]),
    rarities: (words) => call<number[]>(collection, 'rarities', [words]),
    async beginRebuild() {
      const generation = await call<number>(collection, 'beginRebuild', [], INDEX_PATIENCE)
      return {
        index: (documents) => call(collection, 'index', [documents], INDEX_PATIENCE),
        finish: () => call<number>(collection, 'finishRebuild', [generation], INDEX_PATIENCE),
      }
    },
    count: () => call<number>(collection, 'count', []),
    health: () => call<IndexHealth>(collection, 'health', []),
  })

  return {
    threads: indexOf('threads'),
    articles: indexOf('articles'),
    async setSynonyms(synonyms) {
      for (const collection of COLLECTIONS) await call(collection, 'setSynonyms', [synonyms], INDEX_PATIENCE)
    },
    async ping() {
      await Promise.all(COLLECTIONS.map((collection) => call(collection, 'ping', [])))
    },
    close: () => thread.close(),
  }
}
