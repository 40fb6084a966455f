import { afterEach, describe, expect, test } from 'vitest'
import type { CallRules, Thread, ThreadEntry } from '#app/kernel/calls.ts'
import type { CountingOrder } from '#test/fixtures/counting-thread.ts'
import { openThread } from './threads.server.ts'

const opened: Thread[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.close()))
})

const aThread = (more: Partial<ThreadEntry> = {}) => {
  const thread = openThread({ name: 'counting-thread', source: 'test/fixtures/counting-thread.ts', ...more })
  opened.push(thread)
  return (order: CountingOrder, rules?: CallRules): Promise<number> => thread.call<number>(order, rules)
}

describe('a thread', () => {
  test('answers calls in their order, and says how far each is', async () => {
    const ask = aThread()
    const heard: unknown[] = []

    const answers = await Promise.all([
      ask('count', { onProgress: (progress) => heard.push(progress) }),
      ask('count'),
      ask('count'),
    ])

    expect(answers).toEqual([1, 2, 3])
    expect(heard).toEqual([1])
  })

  test('that throws fails one call and answers the next', async () => {
    const ask = aThread()

    await expect(ask('throw')).rejects.toMatchObject({ why: 'threw', message: 'This was asked for.' })
    expect(await ask('count')).toBe(2)
  })

  test('that ends fails all that wait for it, and the next call starts another', async () => {
    const ask = aThread()

    const [ended, waiting] = await Promise.allSettled([ask('end'), ask('count')])

    expect([ended, waiting]).toMatchObject([{ reason: { why: 'ended' } }, { reason: { why: 'ended' } }])
    expect(await ask('count')).toBe(1)
  })

  test('is ended by a call that is over its limit, and the next one is answered by another', async () => {
    const ask = aThread()

    await expect(ask('loop', { limit: 50 })).rejects.toMatchObject({ why: 'late' })
    expect(await ask('count', { limit: 20_000 })).toBe(1)
  })

  test('goes on when the caller has lost patience', async () => {
    const ask = aThread()
    await ask('count')

    await expect(ask({ wait: 500 }, { patience: 20 })).rejects.toMatchObject({ why: 'late' })
    expect(await ask('count')).toBe(3)
  })

  test('is ended when its only caller breaks off, and goes on when others wait', async () => {
    const ask = aThread()
    await ask('count')
    const alone = new AbortController()
    const looping = ask('loop', { signal: alone.signal })
    alone.abort()
    await expect(looping).rejects.toMatchObject({ name: 'AbortError' })
    expect(await ask('count')).toBe(1)

    const one = new AbortController()
    const broken = ask({ wait: 20 }, { signal: one.signal })
    const other = ask('count')
    one.abort()
    await expect(broken).rejects.toMatchObject({ name: 'AbortError' })
    expect(await other).toBe(3)
    await expect(ask('count', { signal: one.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('that nobody asks is ended after a while, and started again', async () => {
    const ask = aThread({ idle: 20 })
    expect(await ask('count')).toBe(1)

    await new Promise((resolve) => setTimeout(resolve, 500))

    expect(await ask('count')).toBe(1)
  })
})
