import { parentPort, workerData } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import type { Collection } from '../engine.ts'
import { Fts5Store } from './store.server.ts'

/** One call of a store's method. */
export interface SearchCall {
  readonly collection: Collection
  readonly method:
    | 'index'
    | 'remove'
    | 'search'
    | 'suggest'
    | 'similar'
    | 'rarities'
    | 'beginRebuild'
    | 'finishRebuild'
    | 'count'
    | 'health'
    | 'ping'
  readonly args: readonly unknown[]
}

/** Arguments come from the engine's own calls, so each method is given what it takes. */
type Methods = Readonly<Record<SearchCall['method'], (...args: readonly unknown[]) => unknown>>

const { file } = workerData as { file: string }
const stores = new Map<Collection, Fts5Store>()

function storeOf(collection: Collection): Fts5Store {
  const store = stores.get(collection) ?? new Fts5Store(file, collection)
  stores.set(collection, store)
  return store
}

answerCalls(parentPort, ({ collection, method, args }: SearchCall) =>
  (storeOf(collection) as unknown as Methods)[method](...args),
)
