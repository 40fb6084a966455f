import { parentPort, workerData } from 'node:worker_threads'
import type { Collection } from '../engine.ts'
import { Fts5Store } from './store.server.ts'

/** One call of a store's method; the reply carries the same id. */
export interface SearchCall {
  readonly id: number
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

export type SearchAnswer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: string }

/** Arguments come from the engine's own calls, so each method is given what it takes. */
type Methods = Readonly<Record<SearchCall['method'], (...args: readonly unknown[]) => unknown>>

const { file } = workerData as { file: string }
const stores = new Map<Collection, Fts5Store>()

function storeOf(collection: Collection): Fts5Store {
  const store = stores.get(collection) ?? new Fts5Store(file, collection)
  stores.set(collection, store)
  return store
}

parentPort?.on('message', ({ id, collection, method, args }: SearchCall) => {
  let answer: SearchAnswer
  try {
    const store = storeOf(collection)
    answer = { id, value: (store as unknown as Methods)[method](...args) }
  } catch (error) {
    answer = { id, failure: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
