import type { Worker } from 'node:worker_threads'
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
import type { SearchAnswer, SearchCall } from './search-thread.server.ts'

/** How long a reader waits before the page goes on without search; indexing may take longer. */
const PATIENCE = 3000
const INDEX_PATIENCE = 120_000

/** Starts a worker thread by name; given by the caller, because this folder knows no other. */
export type StartThread = (name: string, source: string, workerData: unknown) => Worker

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/** The embedded engine: SQLite FTS5 in a file of its own, queried in a thread. */
export function openFts5(file: string, startThread: StartThread): SearchEngine {
  let thread: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const start = (): Worker => {
    const started = startThread('search-thread', 'search/fts5/search-thread.server.ts', { file })
    started.unref()
    started.on('message', (answer: SearchAnswer) => {
      const one = waiting.get(answer.id)
      if (!one) return
      waiting.delete(answer.id)
      clearTimeout(one.timer)
      if ('failure' in answer) one.reject(new SearchUnavailableError(answer.failure))
      else one.resolve(answer.value)
    })
    started.on('error', (error) => {
      if (thread === started) thread = null
      for (const [id, one] of waiting) {
        waiting.delete(id)
        clearTimeout(one.timer)
        one.reject(new SearchUnavailableError(error))
      }
    })
    return started
  }

  const call = <T>(
    collection: Collection,
    method: SearchCall['method'],
    args: readonly unknown[],
    patience = PATIENCE,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      thread ??= start()
      const id = ++lastId
      const timer = setTimeout(() => {
        waiting.delete(id)
        reject(new SearchUnavailableError(`No answer within ${patience} ms.`))
      }, patience)
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer })
      thread.postMessage({ id, collection, method, args } satisfies SearchCall)
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
    async ping() {
      await Promise.all(COLLECTIONS.map((collection) => call(collection, 'ping', [])))
    },
    async close() {
      const stopped = thread
      thread = null
      await stopped?.terminate()
    },
  }
}
