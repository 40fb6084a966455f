import { afterEach, beforeEach, expect, test } from 'vitest'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { closeCalendar, openCalendar } from '#app/features/promises/commands/close-calendar.server.ts'
import {
  editCalendar,
  makeDefaultCalendar,
  removeCalendar,
} from '#app/features/promises/commands/save-calendar.server.ts'
import { setPromise } from '#app/features/promises/commands/set-promise.server.ts'
import { listCalendars } from '#app/features/promises/queries/promises.server.ts'
import { changeSite } from '#app/features/settings/commands/change-site.server.ts'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { runSchedules } from '#app/platform/jobs/worker.server.ts'
import { eachDatabase } from './support/databases.ts'
import { aCalendar, aCategory, aMember } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { NOON } from './support/fakes/clock.ts'
import { aWorld, type World } from './support/world.ts'

const DAYTIME = [{ from: 540, until: 1020 }]
const OFFICE = { name: 'Office', zone: '', holidays: [], week: [DAYTIME, DAYTIME, DAYTIME, DAYTIME, DAYTIME, [], []] }

eachDatabase((_name, open) => {
  let world: World
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
  })
  afterEach(() => world.close())

  const as = async (role: Role): Promise<Context> => ({ ...world, viewer: asViewer(await aMember(world.db, { role })) })

  /** A question of Wednesday noon; four hours of nine to five are promised. */
  const place = async () => {
    const { db } = world
    const admin = await as('admin')
    const usual = await aCalendar(db, { is_default: 1, name: 'Office' })
    const always = await aCalendar(db, {
      hours: JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', until: '24:00' }))),
    })
    const category = await aCategory(db, { slug: 'cards', first_minutes: 240, solve_minutes: null })
    const draft = { title: 'Where is my card', body: 'It never came.', tags: [], isPrivate: false }
    const { address } = await startThread(await as('customer'), { ...draft, category: 'cards', kind: 'question' })
    const id = Number(/\/t\/(\d+)/.exec(address)?.[1])
    /** When it is due once all that follows has followed, in hours after noon. */
    const due = async (): Promise<number> => {
      await world.worker.drain()
      const row = await db.selectFrom('threads').select('due_at').where('id', '=', id).executeTakeFirstOrThrow()
      return ((row.due_at ?? NaN) - NOON) / HOUR
    }
    const promise = (given: object) =>
      setPromise(admin, category.id, { intent: 'save', calendar: null, first: '4 h', solve: '', ...given })
    return { admin, usual: usual.id, always: always.id, due, promise }
  }

  test('a closure moves what is due, and taking it back moves it back', async () => {
    const { admin, usual, due } = await place()
    const before = await due()

    const noon = { closed_from: '2026-05-06T12:00', closed_until: '2026-05-06T14:00', closed_name: '' }
    await closeCalendar(admin, usual, noon)
    const closed = await due()
    const found = (await listCalendars(world.db)).find(({ calendar }) => calendar.id === usual)
    await openCalendar(admin, usual, found?.closures[0]?.id ?? 0)

    expect([before, closed, await due()]).toEqual([4, 22, 4])
  })

  test('other hours, a holiday, a promise, a calendar and the zone of the site move what is due', async () => {
    const { admin, usual, always, due, promise } = await place()
    const moved: number[] = []

    await editCalendar(admin, usual, { ...OFFICE, week: OFFICE.week.map(() => [{ from: 540, until: 840 }]) })
    moved.push(await due()) // two hours today, two tomorrow
    await editCalendar(admin, usual, { ...OFFICE, holidays: [{ day: '2026-05-06', name: 'Today', hours: [] }] })
    moved.push(await due()) // tomorrow at one
    await editCalendar(admin, usual, OFFICE)
    await promise({ first: '1 h' })
    moved.push(await due()) // shortened
    await promise({ first: '6 h' })
    moved.push(await due()) // five hours today, one tomorrow
    await promise({ first: '6 h', calendar: always })
    moved.push(await due()) // around the clock
    await removeCalendar(admin, always)
    moved.push(await due()) // by the default calendar again
    await changeSite(admin, { zone: 'Asia/Tokyo' })
    moved.push(await due()) // nine o'clock there, at night: six hours from midnight UTC on

    expect(moved).toEqual([23, 25, 1, 22, 6, 22, 18])
  })

  test('another default calendar moves what names none', async () => {
    const { admin, always, due, promise } = await place()
    await promise({ first: '10 h' })
    const before = await due()

    await makeDefaultCalendar(admin, always)

    expect([before, await due()]).toEqual([DAY / HOUR + 2, 10])
  })

  test('what was counted by old rules of a zone is counted again within a day', async () => {
    const { due } = await place()
    const right = await due()
    await world.db
      .updateTable('threads')
      .set({ due_at: NOON + 3 * HOUR })
      .execute()

    world.clock.advance(DAY)
    await runSchedules(world.db, world.clock)
    world.clock.advance(DAY)
    await runSchedules(world.db, world.clock)

    expect(await due()).toBe(right)
  })

  test('what promises nothing any more is never due', async () => {
    const { due, promise } = await place()

    await promise({ first: '' })

    expect(await due()).toBeNaN()
  })
})
