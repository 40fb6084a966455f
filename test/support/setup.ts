import { format } from 'node:util'
import { afterEach, expect } from 'vitest'
import { noteConsole, settleLog } from './fakes/log.ts'

console.error = (...words: unknown[]) => {
  noteConsole(format(...words))
}

afterEach(() => {
  expect(settleLog(), 'what the log said and the test did not expect').toEqual([])
})
