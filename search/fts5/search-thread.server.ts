import { parentPort, workerData } from 'node:worker_threads'
import { Fts5Store } from './store.server.ts'

/** One call of a store's method; the reply carries the same id. */
export interface SearchCall {
  readonly id: number
  readonly method:
    | 'index'
    | 'remove'
    | 'search'
    | 'suggest'
    | 'similar'
    | 'beginRebuild'
    | 'finishRebuild'
    | 'count'
    | 'ping'
  readonly args: readonly unknown[]
}

export type SearchAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string }

/** Arguments come from the engine's own calls, so each method is given what it takes. */
type Methods = Readonly<Record<SearchCall['method'], (...args: readonly unknown[]) => unknown>>

const { file } = workerData as { file: string }
let store: Fts5Store | undefined

parentPort?.on('message', ({ id, method, args }: SearchCall) => {
  let answer: SearchAnswer
  try {
    store ??= new Fts5Store(file)
    answer = { id, value: (store as unknown as Methods)[method](...args) }
  } catch (error) {
    answer = { id, failure: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
