import { parentPort, workerData } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import type { Collection } from '../engine.ts'
import { SearchFile } from './file.server.ts'

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
    | 'setSynonyms'
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
const indexes = new SearchFile(file)

answerCalls(parentPort, ({ collection, method, args }: SearchCall) => {
  if (method === 'beginRebuild') return indexes.beginRebuild(collection)
  return indexes.call(collection, (store) => (store as unknown as Methods)[method](...args))
})
