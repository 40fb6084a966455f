import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import { VectorStore } from './store.server.ts'

/** One call of the store's method. */
export interface VectorCall {
  readonly method:
    | 'note'
    | 'remove'
    | 'beginRebuild'
    | 'finishRebuild'
    | 'due'
    | 'pass'
    | 'keep'
    | 'nearest'
    | 'counts'
    | 'forget'
  readonly args: readonly unknown[]
}

/** Arguments come from this folder's own calls, so each method is given what it takes. */
type Methods = Readonly<Record<VectorCall['method'], (...args: readonly unknown[]) => unknown>>

const { file, model } = workerData as { file: string; model: string }
let store: VectorStore | null = null

function opened(): VectorStore {
  mkdirSync(dirname(file), { recursive: true })
  store ??= new VectorStore(file, model)
  return store
}

/** A damaged file is thrown away: nothing in it is the only copy of anything. */
function discard(): void {
  try {
    store?.close()
  } finally {
    store = null
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  }
}

answerCalls(parentPort, ({ method, args }: VectorCall) => {
  try {
    return (opened() as unknown as Methods)[method](...args)
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))) discard()
    throw error
  }
})
