import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { GUEST, type Viewer } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCalendar, aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { getListPage } from './list-page.server.ts'
import { getThreadPage } from './thread-page.server.ts'

const FIRST = { order: 'helpful', page: null } as const

eachDatabase((_name, open) => {
  beforeEach(() => open().clear())

  /** Wednesday noon; four hours of nine to five are promised. */
  const place = async () => {
    const { db } = open()
    const services = someServices(open())
    await aCalendar(db, { is_default: 1 })
    const category = await aCategory(db, { slug: 'cards', first_minutes: 240, solve_minutes: 960 })
    const asker = await aMember(db)
    const thread = (given: object = {}) =>
      aThread(db, {
        category_id: category.id,
        author_id: asker.id,
        promised: 1,
        waiting: 1,
        risk_at: NOON + 3 * HOUR,
        due_at: NOON + 4 * HOUR,
        ...given,
      })
    const page = (id: number, viewer: Viewer = GUEST) => getThreadPage(services.as(viewer), id, FIRST)
    const list = (viewer: Viewer = GUEST, query = '') =>
      getListPage(services.as(viewer), { type: 'unanswered' }, new URLSearchParams(query))
    const staff = asViewer(await aMember(db, { role: 'agent' }))
    return { db, services, category, asker: asViewer(asker), staff, thread, page, list }
  }

  test('a thread says when it is due, and how much of the working time has run', async () => {
    const at = await place()
    const { id } = await at.thread()
    const percents: unknown[] = []
    for (const hours of [0, 1, 3, 4]) {
      at.services.clock.set(NOON + hours * HOUR)
      percents.push((await at.page(id)).due?.percent)
    }

    expect(percents).toEqual([0, 25, 75, 100])
    expect(await at.page(id)).toMatchObject({
      due: { at: NOON + 4 * HOUR, riskAt: NOON + 3 * HOUR, paused: null },
      promise: 'First answer within 4 working hours, solved within 16 working hours (Monday to Friday, 09:00–17:00).',
    })
  })

  test('no time runs at night', async () => {
    const at = await place()
    // Asked at four: an hour today, three tomorrow.
    const { id } = await at.thread({ created_at: NOON + 4 * HOUR, due_at: NOON + 24 * HOUR })
    at.services.clock.set(NOON + 5 * HOUR)
    const evening = (await at.page(id)).due?.percent
    at.services.clock.set(NOON + 20 * HOUR)

    expect([evening, (await at.page(id)).due?.percent]).toEqual([25, 25])
  })

  test('while it waits for its asker the line stands, and says who asked', async () => {
    const at = await place()
    const { id, opening } = await at.thread({ details_asked_at: NOON + HOUR })
    const helper = await aMember(at.db, { name: 'Samir' })
    await aPost(at.db, {
      thread_id: id,
      parent_id: opening,
      kind: 'comment',
      author_id: helper.id,
      asks_details: 1,
      created_at: NOON + HOUR,
    })
    at.services.clock.set(NOON + 30 * HOUR)

    expect(await at.page(id, at.asker)).toMatchObject({
      state: 'paused',
      due: { percent: 25, paused: { by: 'Samir', at: NOON + HOUR } },
    })
  })

  test('what is late is late for its asker and for staff, and open for everybody else', async () => {
    const at = await place()
    const { id } = await at.thread()
    at.services.clock.set(NOON + 5 * HOUR)

    expect((await at.page(id)).state).toBe('open')
    expect((await at.page(id, at.asker)).state).toBe('late')
    expect((await at.page(id, at.staff)).state).toBe('late')
    expect((await at.list()).rows[0]).toMatchObject({ state: 'open', due: { at: NOON + 4 * HOUR, percent: 100 } })
    expect((await at.list(at.staff)).rows[0]?.state).toBe('late')
    expect((await at.list()).subject).toMatchObject({ waitingCount: 0, lateCount: 0 })
    expect((await at.list(at.staff)).subject).toMatchObject({ lateCount: 1 })
  })

  test('where nothing is promised nothing is due', async () => {
    const at = await place()
    const { id } = await aThread(at.db)

    expect(await at.page(id)).toMatchObject({ due: null, promise: null })
    expect((await at.list()).rows).toEqual([])
  })

  test('staff see first what is late, then what is due next, then the rest, page by page', async () => {
    const at = await place()
    const expected: number[] = []
    for (let n = 0; n < 30; n += 1) expected.push((await at.thread({ due_at: NOON + n, created_at: NOON - n })).id)
    for (let n = 0; n < 30; n += 1) {
      const { id } = await at.thread({ promised: 0, due_at: null, created_at: NOON - 1000 + n })
      expected.push(id)
    }
    const seen: number[] = []
    let page: string | null = null
    let back: string | null = null
    do {
      const view: Awaited<ReturnType<typeof at.list>> = await at.list(at.staff, page === null ? '' : `page=${page}`)
      seen.push(...view.rows.map((row) => row.id))
      page = view.older
      back = view.newer ?? back
    } while (page !== null)

    expect(seen).toEqual(expected)
    const before = await at.list(at.staff, `page=${back ?? ''}`)
    expect(expected.join(' ')).toContain(before.rows.map((row) => row.id).join(' '))
    expect((await at.list(at.asker, 'order=due')).filters.order).toBe('waiting')
  })
})
