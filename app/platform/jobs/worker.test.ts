import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '#app/kernel/clock.ts'
import type { Database } from '#db/client.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aClock, NOON } from '#test/support/fakes/clock.ts'
import { aLog, expectLogged } from '#test/support/fakes/log.ts'
import { PROCESS_ENDS, SCHEDULES, type JobHandlers, type JobPolicy } from './catalogue.ts'
import { enqueue } from './enqueue.server.ts'
import { backoff, openWorker, runSchedules } from './worker.server.ts'

test('the wait between tries grows from five seconds to an hour', () => {
  expect([1, 2, 3, 4, 9].map(backoff)).toEqual([5 * SECOND, 20 * SECOND, 80 * SECOND, 320 * SECOND, 60 * MINUTE])
})

eachDatabase((_name, open) => {
  beforeEach(() => open().clear())

  const aWorker = (
    handlers: Partial<JobHandlers>,
    more: { db?: Database; policy?: JobPolicy; clock?: ReturnType<typeof aClock> } = {},
  ) =>
    openWorker({
      db: open().db,
      clock: aClock(),
      log: aLog(),
      handlers,
      idle: 10,
      ...more,
    })
  const index = (thread: number, at?: number): Promise<void> =>
    enqueue(open().db, 'search.index', { thread }, at ? { now: NOON, at } : { now: NOON })
  const jobs = () =>
    open()
      .db.selectFrom('jobs')
      .select(['name', 'subject', 'tries', 'due_at', 'parked_at', 'error', 'lease_owner'])
      .orderBy('id')
      .execute()

  describe('enqueuing', () => {
    test('while a job waits, the same job is not added, and the earlier time counts', async () => {
      await index(1, NOON + HOUR)
      await index(1, NOON + MINUTE)
      await index(1, NOON + 2 * HOUR)
      await index(2)

      expect((await jobs()).map((job) => [job.subject, job.due_at])).toEqual([
        ['thread:1', NOON + MINUTE],
        ['thread:2', NOON],
      ])
    })

    test('a job enqueued while the same one runs is run after it', async () => {
      let runs = 0
      const worker = aWorker({
        'search.index': async ({ thread }) => {
          runs += 1
          if (runs === 1) await index(thread)
        },
      })
      await index(1)

      await worker.drain()

      expect(runs).toBe(2)
      expect(await jobs()).toEqual([])
    })

    test('a change that is rolled back leaves no job', async () => {
      const failed = inTransaction(open().db, async (trx) => {
        await enqueue(trx, 'search.index', { thread: 1 }, { now: NOON })
        throw new Error('the change failed')
      })

      await expect(failed).rejects.toThrow('the change failed')
      expect(await jobs()).toEqual([])
    })

    test('two at once leave one waiting', async () => {
      await Promise.all(Array.from({ length: 20 }, () => index(1)))

      expect(await jobs()).toHaveLength(1)
    })
  })

  test('a job runs with its payload and is gone', async () => {
    const seen: number[] = []
    await index(7)

    const done = await aWorker({
      'search.index': async ({ thread }) => {
        seen.push(thread)
      },
    }).drain()

    expect([done, seen, await jobs()]).toEqual([1, [7], []])
  })

  test('a job that is not due yet waits until it is', async () => {
    const clock = aClock()
    const seen: number[] = []
    const worker = aWorker({ 'search.index': async ({ thread }) => void seen.push(thread) }, { clock })
    await index(7, NOON + HOUR)

    await worker.drain()
    expect(seen).toEqual([])

    clock.advance(HOUR)
    await worker.drain()
    expect(seen).toEqual([7])
  })

  test('a job that throws is tried again later and later, then parked with what it said', async () => {
    expectLogged(/job parked/)
    const clock = aClock()
    const due: number[] = []
    const worker = aWorker(
      {
        'search.index': async () => {
          due.push(clock.now())
          throw new Error('the index is away')
        },
      },
      { clock, policy: { tries: 3, timeLimit: SECOND } },
    )
    await index(7)

    for (let minute = 0; minute < 10; minute += 1) {
      await worker.drain()
      clock.advance(10 * SECOND)
    }

    expect(due).toEqual([NOON, NOON + 10 * SECOND, NOON + 30 * SECOND])
    const [job] = await jobs()
    expect(job?.parked_at).toBe(NOON + 30 * SECOND)
    expect(job?.error).toContain('the index is away')
  })

  test('a job that failed and waits for its next try is the same job: none is added beside it', async () => {
    const clock = aClock()
    const worker = aWorker(
      {
        'search.index': async () => {
          throw new Error('the index is away')
        },
      },
      { clock },
    )
    await index(7)
    await worker.drain()

    await index(7, NOON + HOUR)

    expect((await jobs()).map(({ subject, tries }) => [subject, tries])).toEqual([['thread:7', 1]])
  })

  test('a job that never ends is given up after its time, and the others run meanwhile', async () => {
    expectLogged(/job parked/)
    const seen: number[] = []
    const worker = openWorker({
      db: open().db,
      clock: aClock(),
      log: aLog(),
      handlers: {
        'search.index': ({ thread }) =>
          thread === 1 ? new Promise(() => undefined) : Promise.resolve(void seen.push(thread)),
      },
      policy: { tries: 1, timeLimit: 400 },
      places: 2,
      idle: 10,
    })
    for (const thread of [1, 2, 3, 4]) await index(thread)

    worker.start()
    await until(() => seen.length === 3)
    const [hanging] = await jobs()
    expect(hanging).toMatchObject({ subject: 'thread:1', parked_at: null })
    await until(async () => (await jobs())[0]?.parked_at === NOON)
    await worker.stop()

    expect((await jobs()).map((job) => job.error)).toEqual([expect.stringContaining('longer than 0.4 s')])
  })

  test('a job whose time is over is told to stop, and is tried again only once it has ended', async () => {
    const clock = aClock()
    const seen: string[] = []
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const worker = aWorker(
      {
        'search.index': async (_, signal) => {
          if (seen.length > 0) return void seen.push('again')
          seen.push('began')
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
          seen.push('told')
          await held
          seen.push('ended')
          throw signal.reason
        },
      },
      { clock, policy: { tries: 3, timeLimit: 100 } },
    )
    await index(7)

    worker.start()
    await until(() => seen.includes('told'))
    await until(async () => ((await jobs())[0]?.lease_owner ?? null) !== null)
    const other = aWorker({ 'search.index': async () => void seen.push('beside it') }, { clock: aClock() })
    await other.drain()
    expect(seen).toEqual(['began', 'told'])

    letGo()
    await until(async () => (await jobs())[0]?.lease_owner === null)
    expect((await jobs())[0]?.error).toContain('longer than 0.1 s')
    clock.advance(10 * MINUTE)
    await until(() => seen.includes('again'))
    await worker.stop()
    expect(seen).toEqual(['began', 'told', 'ended', 'again'])
    await other.stop()
  })

  test('a job that heeds its signal fails by its time limit at once', async () => {
    const worker = aWorker(
      {
        'search.index': (_, signal) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
          }),
      },
      { policy: { tries: 3, timeLimit: 50 } },
    )
    await index(7)

    await worker.drain()

    expect(await jobs()).toMatchObject([
      { tries: 1, lease_owner: null, error: expect.stringContaining('0.05 s') as unknown },
    ])
    expect((await jobs())[0]?.due_at).toBe(NOON + 5 * SECOND)
  })

  test('what runs when a worker stops is told to, and given back as if it had not begun', async () => {
    let told: unknown = null
    const worker = aWorker({
      'search.index': (_, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            told = signal.reason
            reject(signal.reason as Error)
          })
        }),
    })
    await index(7)
    worker.start()
    await until(async () => (await jobs())[0]?.tries === 1)

    await worker.stop(20)

    expect(told).toBe(PROCESS_ENDS)
    expect(await jobs()).toMatchObject([{ tries: 0, lease_owner: null, due_at: NOON, parked_at: null }])
  })

  test('an unknown job and a malformed one are parked, and the others run', async () => {
    expectLogged(/No handler is known for nobody.knows/)
    expectLogged(/Unexpected end of JSON input/)
    const seen: number[] = []
    const row = { due_at: NOON, created_at: NOON, tries: 0 }
    await open()
      .db.insertInto('jobs')
      .values([
        { ...row, name: 'nobody.knows', subject: '', payload: '{}' },
        { ...row, name: 'search.index', subject: '', payload: '{"thread":' },
      ])
      .execute()
    await index(7)

    await aWorker(
      { 'search.index': async ({ thread }) => void seen.push(thread) },
      { policy: { tries: 1, timeLimit: SECOND } },
    ).drain()

    expect(seen).toEqual([7])
    expect((await jobs()).map((job) => job.parked_at)).toEqual([NOON, NOON])
  })

  test('a parked job keeps nobody from enqueuing the same again', async () => {
    expectLogged(/job parked/)
    const failing = aWorker(
      { 'search.index': () => Promise.reject(new Error('no')) },
      { policy: { tries: 1, timeLimit: SECOND } },
    )
    await index(7)
    await failing.drain()

    await index(7)

    expect((await jobs()).map((job) => job.parked_at)).toEqual([NOON, null])
  })

  test('a job whose worker died is run by another when its lease is over', async () => {
    const clock = aClock()
    const seen: number[] = []
    await index(7)
    await open()
      .db.updateTable('jobs')
      .set({ lease_owner: 'a process that was killed', leased_until: NOON + MINUTE, tries: 1 })
      .execute()
    const worker = aWorker({ 'search.index': async ({ thread }) => void seen.push(thread) }, { clock })

    await worker.drain()
    expect(seen).toEqual([])

    clock.advance(MINUTE + 1)
    await worker.drain()
    expect(seen).toEqual([7])
    expect(await jobs()).toEqual([])
  })

  test('a lease that was taken while the clock went wrong is no lease', async () => {
    const seen: number[] = []
    await index(7)
    await open()
      .db.updateTable('jobs')
      .set({ lease_owner: 'a process of the year to come', leased_until: NOON + 365 * 24 * HOUR, tries: 1 })
      .execute()

    await aWorker({ 'search.index': async ({ thread }) => void seen.push(thread) }).drain()

    expect(seen).toEqual([7])
    expect(await jobs()).toEqual([])
  })

  test('a job that ends the process each time is parked after its last try', async () => {
    expectLogged(/ended the process each time/)
    let runs = 0
    await index(7)
    await open()
      .db.updateTable('jobs')
      .set({ lease_owner: 'a process that was killed', leased_until: NOON - 1, tries: 3 })
      .execute()

    await aWorker({ 'search.index': async () => void (runs += 1) }, { policy: { tries: 3, timeLimit: SECOND } }).drain()

    expect(runs).toBe(0)
    expect((await jobs())[0]?.parked_at).toBe(NOON)
  })

  test('two workers with connections of their own run each of many jobs once', async () => {
    const runs = new Map<number, number>()
    const handlers: Partial<JobHandlers> = {
      'search.index': async ({ thread }) => {
        runs.set(thread, (runs.get(thread) ?? 0) + 1)
        await new Promise((resolve) => setTimeout(resolve, 2))
      },
    }
    for (let thread = 1; thread <= 30; thread += 1) await index(thread)
    const workers = [1, 2].map(() => aWorker(handlers, { db: open().another() }))

    for (const worker of workers) worker.start()
    await until(async () => (await jobs()).length === 0)
    for (const worker of workers) await worker.stop()

    expect(runs.size).toBe(30)
    expect([...runs.values()].every((times) => times === 1)).toBe(true)
  })

  test('stopping gives back what was not finished in time', async () => {
    const worker = aWorker({ 'search.index': () => new Promise(() => undefined) })
    await index(7)
    worker.start()
    await until(async () => (await jobs())[0]?.lease_owner !== null)

    await worker.stop(10)

    expect((await jobs())[0]).toMatchObject({ lease_owner: null, tries: 0, parked_at: null })
  })

  describe('schedules', () => {
    const due = async (): Promise<string[]> => (await jobs()).map((job) => job.name)

    test('a recurring job runs once when its time comes, however many workers look', async () => {
      const clock = aClock(NOON)
      const other = open().another()
      await runSchedules(open().db, clock)
      expect(await due()).toEqual([])

      clock.set(NOON + 17 * MINUTE)
      await Promise.all([runSchedules(open().db, clock), runSchedules(other, clock)])
      await runSchedules(other, clock)

      expect((await due()).filter((name) => name === 'store.sweep')).toEqual(['store.sweep'])
    })

    test('what a wrong clock put off for years runs again at its next time', async () => {
      const clock = aClock(NOON + 10 * 365 * 24 * HOUR)
      await runSchedules(open().db, clock)

      clock.set(NOON)
      await runSchedules(open().db, clock)
      expect(await due()).toEqual([])
      clock.set(NOON + 17 * MINUTE)
      await runSchedules(open().db, clock)

      expect(await due()).toContain('store.sweep')
    })

    test('after three days away each recurring job runs once, not seventy-two times', async () => {
      const clock = aClock(NOON)
      await runSchedules(open().db, clock)

      clock.advance(72 * HOUR)
      await runSchedules(open().db, clock)
      await runSchedules(open().db, clock)

      expect((await due()).sort()).toEqual(Object.keys(SCHEDULES).sort())
    })
  })
})

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not happen within eight seconds.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
