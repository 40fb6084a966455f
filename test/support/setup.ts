import { format } from 'node:util'
import { setEnvironmentData } from 'node:worker_threads'
import { afterEach, expect, inject } from 'vitest'
import { BUILT_THREADS } from '#app/platform/threads.server.ts'
import { noteConsole, settleLog } from './fakes/log.ts'

setEnvironmentData(BUILT_THREADS, inject('stores').threads)

console.error = (...words: unknown[]) => {
  noteConsole(format(...words))
}

afterEach(() => {
  expect(settleLog(), 'what the log said and the test did not expect').toEqual([])
})
