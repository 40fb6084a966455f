import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '#app/kernel/clock.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { discardJob, listJobs, retryJob, type JobState } from './desk.server.ts'
import { enqueue } from './enqueue.server.ts'

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
  })
  const admin = () => services.as(aViewer({ role: 'admin' }))
  const aJob = async (thread: number, more: object = {}): Promise<number> => {
    const { id } = await services.db
      .insertInto('jobs')
      .values({
        name: 'search.index',
        subject: `thread:${thread}`,
        payload: JSON.stringify({ thread }),
        due_at: NOON,
        created_at: NOON,
        ...more,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const parked = { parked_at: NOON, tries: 8, error: 'Error: away\n  at x' }
  const stateOf = async (id: number): Promise<JobState | 'gone'> => {
    for (const state of ['parked', 'running', 'waiting'] as const) {
      const { rows } = await listJobs(admin(), state, null)
      if (rows.some((row) => row.id === id)) return state
    }
    return 'gone'
  }

  test('jobs stand under waiting, running or given up; a lease that is over counts as waiting', async () => {
    const ids = [
      await aJob(1),
      await aJob(2, { leased_until: NOON + MINUTE, lease_owner: 'a' }),
      await aJob(3, { leased_until: NOON - 1, lease_owner: 'a' }),
      await aJob(4, parked),
    ]

    expect(await Promise.all(ids.map(stateOf))).toEqual(['waiting', 'running', 'waiting', 'parked'])
    const view = await listJobs(admin(), 'parked', null)
    expect(view.counts).toEqual({ waiting: 2, running: 1, parked: 1 })
    expect(view.rows).toMatchObject([{ subject: 'thread:4', tries: 8, error: parked.error }])
  })

  test('a job tried again waits like a new one', async () => {
    const id = await aJob(4, parked)

    await retryJob(admin(), id)

    expect((await listJobs(admin(), 'waiting', null)).rows).toMatchObject([{ subject: 'thread:4' }])
    const rows = await services.db.selectFrom('jobs').selectAll().execute()
    expect(rows).toMatchObject([{ tries: 0, error: null, pending_key: 'search.index thread:4' }])
  })

  test('a job tried again while the same one waits leaves one', async () => {
    const id = await aJob(4, parked)
    await enqueue(services.db, 'search.index', { thread: 4 }, { now: NOON })

    await retryJob(admin(), id)

    expect(await stateOf(id)).toBe('gone')
    expect((await listJobs(admin(), 'waiting', null)).counts.waiting).toBe(1)
  })

  test('two of staff who try two of the same again at once leave one', async () => {
    const ids = [await aJob(4, parked), await aJob(4, parked)]

    await Promise.all(ids.map((id) => retryJob(admin(), id)))

    expect((await listJobs(admin(), 'waiting', null)).counts).toEqual({
      waiting: 1,
      running: 0,
      parked: 0,
    })
  })

  test('only a job that was given up is discarded', async () => {
    const given = await aJob(4, parked)
    const waiting = await aJob(5)

    await discardJob(admin(), given)
    await expect(discardJob(admin(), waiting)).rejects.toMatchObject({ code: 'not-found' })
    await expect(discardJob(admin(), given)).rejects.toMatchObject({ code: 'not-found' })
    await expect(retryJob(admin(), given)).rejects.toMatchObject({ code: 'not-found' })

    expect(await stateOf(waiting)).toBe('waiting')
  })

  test('staff see and retry, admins discard, nobody else anything', async () => {
    const id = await aJob(4, parked)
    for (const role of ROLES) {
      const context = services.as(aViewer({ role }))
      const isStaff = ['agent', 'moderator', 'admin'].includes(role)
      const list = listJobs(context, 'parked', null)
      if (isStaff) expect((await list).mayDiscard).toBe(role === 'admin')
      else await expect(list).rejects.toMatchObject({ code: 'forbidden' })
      if (role !== 'admin') await expect(discardJob(context, id)).rejects.toMatchObject({ code: 'forbidden' })
      if (!isStaff) await expect(retryJob(context, id)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('a long list is paged', async () => {
    for (let i = 1; i <= 70; i += 1) await aJob(i, parked)

    const first = await listJobs(admin(), 'parked', null)
    const second = await listJobs(admin(), 'parked', first.older)

    expect([first.rows.length, second.rows.length, second.older]).toEqual([50, 20, null])
    expect((await listJobs(admin(), 'parked', second.newer)).rows).toEqual(first.rows)
  })
})
