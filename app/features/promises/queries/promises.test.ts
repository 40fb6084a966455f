import { beforeEach, expect, test } from 'vitest'
import type { Executor } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCalendar, aCategory } from '#test/support/factories/rows.ts'
import { listCalendars, promiseOf, readPromises } from './promises.server.ts'

const DAYTIME = [{ from: 540, until: 1020 }]

eachDatabase((_name, open) => {
  let db: Executor
  beforeEach(async () => {
    await open().clear()
    db = open().db
  })
  const add = async (name: string, zone: string, hours: object[]): Promise<number> =>
    (await aCalendar(db, { name, zone, hours: JSON.stringify(hours) })).id

  test('a category that names no calendar has the default one, in the zone of the site', async () => {
    await aCalendar(db, { is_default: 1 })
    const category = await aCategory(db, { first_minutes: 480, solve_minutes: 2400 })

    const promise = await promiseOf(db, category, 'Asia/Kathmandu')

    expect(promise).toMatchObject({
      firstMinutes: 480,
      solveMinutes: 2400,
      calendar: {
        zone: 'Asia/Kathmandu',
        week: [DAYTIME, DAYTIME, DAYTIME, DAYTIME, DAYTIME, [], []],
        days: {},
        closures: [],
      },
    })
  })

  test('a calendar has its own zone, holidays and closures', async () => {
    const id = await add('Night', 'Europe/Berlin', [
      { day: 7, from: '22:00', until: '24:00' },
      { day: 7, from: '00:00', until: '06:00' },
    ])
    await db
      .insertInto('calendar_days')
      .values([
        { calendar_id: id, day: '2026-12-25', name: 'Christmas', hours: '[]' },
        { calendar_id: id, day: '2026-12-24', name: 'Short', hours: '[{"from":"09:00","until":"12:30"}]' },
      ])
      .execute()
    await db.insertInto('calendar_closures').values({ calendar_id: id, from_at: 1000, until_at: 2000 }).execute()
    const category = await aCategory(db, { calendar_id: id, first_minutes: 60 })

    const promise = await promiseOf(db, category, 'UTC')

    expect(promise?.calendar).toEqual({
      id,
      name: 'Night',
      zone: 'Europe/Berlin',
      week: [
        [],
        [],
        [],
        [],
        [],
        [],
        [
          { from: 0, until: 360 },
          { from: 1320, until: 1440 },
        ],
      ],
      days: { '2026-12-25': [], '2026-12-24': [{ from: 540, until: 750 }] },
      closures: [{ from: 1000, until: 2000 }],
    })
  })

  test('without any calendar the hours hold that a site begins with', async () => {
    const promise = await promiseOf(db, await aCategory(db, { first_minutes: 60 }), 'Europe/Berlin')

    expect(promise?.calendar).toMatchObject({
      zone: 'Europe/Berlin',
      week: [DAYTIME, DAYTIME, DAYTIME, DAYTIME, DAYTIME, [], []],
    })
  })

  test('a category without times promises nothing', async () => {
    expect(await promiseOf(db, await aCategory(db), 'UTC')).toBeNull()
  })

  test('a zone that this machine does not know gives way to the zone of the site', async () => {
    const id = await add('Elsewhere', 'Atlantis/Capital', [{ day: 1, from: '09:00', until: '17:00' }])
    const category = await aCategory(db, { calendar_id: id, first_minutes: 60 })

    expect((await promiseOf(db, category, 'Europe/Berlin'))?.calendar.zone).toBe('Europe/Berlin')
    expect((await promiseOf(db, category, 'Atlantis/Harbour'))?.calendar.zone).toBe('UTC')
  })

  test('a calendar stays the same object until it changes, so that the hours of its days are kept', async () => {
    await aCalendar(db, { is_default: 1 })
    const read = async () =>
      (await readPromises(db, 'UTC')).of({ calendar_id: null, first_minutes: 1, solve_minutes: null })
    const first = await read()
    await aCategory(db)
    const second = await read()
    await db.updateTable('calendars').set({ name: 'Hours of work' }).execute()
    const third = await read()

    expect(second?.calendar).toBe(first?.calendar)
    expect(third?.calendar).not.toBe(first?.calendar)
    expect((await listCalendars(db, 'UTC')).map((one) => one.calendar.name)).toEqual(['Hours of work'])
  })
})
