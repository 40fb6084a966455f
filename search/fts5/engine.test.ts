import { expect, test } from 'vitest'
import type { CallRules, Thread } from '#app/kernel/calls.ts'
import { SearchUnavailableError } from '../engine.ts'
import { openFts5 } from './engine.server.ts'

/** A thread that does not answer until it is freed; it remembers how long each caller would have waited. */
function aStuckThread() {
  const waited: { readonly method: string; readonly patience: number }[] = []
  let free = (): void => undefined
  let isStuck = true
  const freed = new Promise<void>((resolve) => {
    free = () => {
      isStuck = false
      resolve()
    }
  })
  const thread: Thread = {
    async call<Answer>(ask: unknown, { patience = 0 }: CallRules = {}): Promise<Answer> {
      const { method } = ask as { readonly method: string }
      waited.push({ method, patience })
      if (method === 'ping') await freed
      else if (isStuck) throw new Error('No answer came in time.')
      return [] as Answer
    },
    close: async () => undefined,
  }
  return { thread, waited, free: () => free() }
}

test('a page that asks several times waits for a thread that does not answer once, and no longer than it is so', async () => {
  const { thread, waited, free } = aStuckThread()
  const engine = openFts5('search.db', () => thread)
  const similar = () => engine.threads.similar('Where is it', '', [], 3)

  for (let ask = 0; ask < 3; ask += 1) await expect(similar()).rejects.toThrow(SearchUnavailableError)
  await expect(engine.articles.similar('Where is it', '', [], 3)).rejects.toThrow(SearchUnavailableError)
  const reads = waited.filter(({ method }) => method === 'similar').map(({ patience }) => patience)
  expect(reads).toEqual([3000, 100, 100, 100])
  expect(waited.filter(({ method }) => method === 'ping')).toHaveLength(1)

  free()
  await expect
    .poll(async () => {
      await similar()
      return waited.at(-1)?.patience
    })
    .toBe(3000)
})
