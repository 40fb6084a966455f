import { beforeEach, describe, expect, test } from 'vitest'
import { CalendarForm, ClosureForm, PromiseForm } from '../schemas.ts'
import { listCalendars } from '../queries/promises.server.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { writeSite } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCalendar, aCategory, aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { closeCalendar, openCalendar } from './close-calendar.server.ts'
import { addCalendar, editCalendar, makeDefaultCalendar, removeCalendar } from './save-calendar.server.ts'
import { setPromise } from './set-promise.server.ts'

type Given = Readonly<Record<string, string>>

const FIELDS: Given = { name: 'Support desk', zone: '', always: 'hours', day_1: '9-12, 13-17', day_5: '9-12' }

function form(fields: Given): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}
const read = (given: Given = {}): CalendarForm => parseForm(CalendarForm, form({ ...FIELDS, ...given }))
const closure = (from: string, until: string, name = ''): ClosureForm =>
  parseForm(ClosureForm, form({ closed_from: from, closed_until: until, closed_name: name }))
const promise = (given: Given): PromiseForm =>
  parseForm(PromiseForm, form({ intent: 'save', calendar: '', first: '', solve: '', ...given }))

describe('the form of a calendar', () => {
  test('hours are read day by day', () => {
    const { week } = read()

    expect(week).toEqual([
      [
        { from: 540, until: 720 },
        { from: 780, until: 1020 },
      ],
      [],
      [],
      [],
      [{ from: 540, until: 720 }],
      [],
      [],
    ])
  })

  test('around the clock is one choice', () => {
    expect(read({ always: 'always', day_1: '', day_5: '' }).week).toEqual(
      Array.from({ length: 7 }, () => [{ from: 0, until: 1440 }]),
    )
  })

  test.each<[string, Given]>([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(61) }],
    ['zone', { zone: 'Atlantis/Capital' }],
    ['always', { always: '' }],
    ['day_1', { day_1: '', day_5: '' }],
    ['day_1', { day_1: 'closed', day_5: '-' }],
    ['day_2', { day_2: '22-6' }],
    ['day_7', { day_7: 'all day' }],
    ['holidays', { holidays: 'Christmas' }],
    ['holidays', { holidays: 'x'.repeat(200_001) }],
  ])('a refusal stands beside %s', (field, given) => {
    expect(() => read(given)).toThrow()
    try {
      read(given)
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } })
    }
  })
})

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
  })
  const as = async (role: string) => services.as(asViewer(await aMember(services.db, { role })))
  const calendars = () => listCalendars(services.db, 'UTC')
  const acts = async () => {
    const rows = await services.db.selectFrom('acts').select(['subject_kind', 'verb']).orderBy('id').execute()
    return rows.map((row) => `${row.subject_kind} ${row.verb}`)
  }
  const jobs = async () => {
    const rows = await services.db.selectFrom('jobs').select(['name', 'subject']).orderBy('id').execute()
    return rows.map((row) => `${row.name} ${row.subject}`)
  }

  test('a calendar is added, changed and removed; what follows is told each time', async () => {
    const context = await as('admin')
    await aCalendar(services.db, { is_default: 1, name: 'Working hours' })

    const id = await addCalendar(context, read({ holidays: '2026-12-25 Christmas\n2026-12-24 9-12' }))
    const [, added] = await calendars().then((all) => all.toSorted((a, b) => a.calendar.id - b.calendar.id))
    await editCalendar(context, id, read({ name: 'Desk', holidays: '2026-12-25 Christmas' }))
    await editCalendar(context, id, read({ name: 'Desk of support', holidays: '2026-12-25 Christmas' }))
    const category = await aCategory(services.db, { calendar_id: id, first_minutes: 60 })
    const before = await jobs()
    await removeCalendar(context, id)

    expect(added).toMatchObject({
      calendar: { name: 'Support desk', days: { '2026-12-25': [], '2026-12-24': [{ from: 540, until: 720 }] } },
      isDefault: false,
      followsSite: true,
    })
    expect(before).toEqual([`promises.renew calendar:${id} category:0`])
    expect(await jobs()).toEqual([...before, `promises.renew calendar:0 category:${category.id}`])
    expect((await calendars()).map((one) => one.calendar.name)).toEqual(['Working hours'])
    expect(await services.db.selectFrom('calendar_days').selectAll().execute()).toEqual([])
    const kept = await services.db.selectFrom('categories').select('calendar_id').execute()
    expect(kept).toEqual([{ calendar_id: null }])
    expect(await acts()).toEqual(['calendar add', 'calendar edit', 'calendar edit', 'calendar remove'])
  })

  test('the first calendar is the default one, which can’t be removed', async () => {
    const context = await as('admin')
    const id = await addCalendar(context, read())

    expect((await calendars())[0]?.isDefault).toBe(true)
    await expect(removeCalendar(context, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('of twenty who add one name at once, one does, in whatever letters', async () => {
    const context = await as('admin')
    await aCalendar(services.db, { is_default: 1 })

    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => addCalendar(context, read({ name: at % 2 ? 'Night' : 'NIGHT' }))),
    )

    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const lost = tries.filter((one) => one.status === 'rejected')
    expect(lost.map((one) => (one.reason as { code: string }).code)).toEqual(Array(19).fill('conflict'))
    expect(lost[0]?.reason).toMatchObject({ fields: { name: expect.anything() } })
  })

  test('one calendar is the default one, whoever makes another it, and removes one, at once', async () => {
    const context = await as('admin')
    const ids = [(await aCalendar(services.db, { is_default: 1 })).id]
    for (let at = 0; at < 5; at += 1) ids.push((await aCalendar(services.db)).id)
    const elsewhere = { ...context, db: open().another() }

    const tries = await Promise.allSettled(
      [...ids, ...ids].flatMap((id, at) => [
        makeDefaultCalendar(at % 2 ? context : elsewhere, id),
        ...(at % 3 === 0 ? [removeCalendar(at % 2 ? elsewhere : context, id)] : []),
      ]),
    )

    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []))
    expect(refusals.filter(({ code }) => code !== 'conflict' && code !== 'not-found')).toEqual([])
    expect((await calendars()).filter((one) => one.isDefault)).toHaveLength(1)
  })

  test('a closure is entered by the clock of the calendar, once, and taken back', async () => {
    const context = await as('admin')
    const { id } = await aCalendar(services.db, { zone: 'Europe/Berlin' })
    const entered = closure('2026-05-07T09:00', '2026-05-07T12:30', 'Move')

    await closeCalendar(context, id, entered)
    await closeCalendar(context, id, entered)
    const [found] = await calendars()
    await openCalendar(context, id, found?.closures[0]?.id ?? 0)
    await expect(openCalendar(context, id, found?.closures[0]?.id ?? 0)).rejects.toMatchObject({ code: 'conflict' })

    const start = Date.UTC(2026, 4, 7, 7)
    expect(found?.closures).toEqual([
      { id: expect.any(Number) as number, from: start, until: start + 3.5 * HOUR, name: 'Move' },
    ])
    expect((await calendars())[0]?.closures).toEqual([])
    expect(await acts()).toEqual(['calendar close', 'calendar open'])
    expect(await jobs()).toEqual([`promises.renew calendar:${id} category:0`])
  })

  test.each([
    ['2026-05-07T09:00', '2026-05-07T09:00', 'closed_until'],
    ['2026-05-07T09:00', '2026-05-06T09:00', 'closed_until'],
    ['2026-05-07T09:00', '2027-05-09T09:00', 'closed_until'],
    ['2026-02-30T09:00', '2026-05-06T09:00', 'closed_from'],
    ['2026-05-07T09:00', '2026-13-06T09:00', 'closed_until'],
    ['0001-01-01T00:00', '2026-05-06T09:00', 'closed_from'],
  ])('a closure from %s until %s is refused', async (from, until, field) => {
    const context = await as('admin')
    const { id } = await aCalendar(services.db)

    const tried = closeCalendar(context, id, closure(from, until))

    await expect(tried).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } })
  })

  test('a category promises what its form says, in the calendar that it names', async () => {
    const context = await as('admin')
    await aCalendar(services.db, { is_default: 1 })
    const night = await aCalendar(services.db)
    const { id } = await aCategory(services.db)
    const kept = () =>
      services.db
        .selectFrom('categories')
        .select(['calendar_id', 'first_minutes', 'solve_minutes'])
        .executeTakeFirstOrThrow()

    await setPromise(context, id, promise({ calendar: String(night.id), first: '1 h 30 min', solve: '40 h' }))
    const first = await kept()
    await setPromise(context, id, promise({ calendar: String(night.id), first: '90 min', solve: '40 h' }))
    await setPromise(context, id, promise({ first: '', solve: '' }))

    expect(first).toEqual({ calendar_id: night.id, first_minutes: 90, solve_minutes: 2400 })
    expect(await kept()).toEqual({ calendar_id: null, first_minutes: null, solve_minutes: null })
    expect(await acts()).toEqual(['category promise', 'category promise'])
    expect(await jobs()).toEqual([`promises.renew calendar:0 category:${id}`])
  })

  test.each<[Given, string]>([
    [{ first: '0' }, 'first'],
    [{ first: '2 days' }, 'first'],
    [{ solve: 'soon' }, 'solve'],
    [{ first: '8 h', solve: '7 h' }, 'solve'],
    [{ first: '8 h', calendar: '999999' }, 'calendar'],
  ])('%j is refused', async (given, field) => {
    const context = await as('admin')
    await aCalendar(services.db, { is_default: 1 })
    const { id } = await aCategory(services.db)

    const tried = setPromise(context, id, promise(given))

    await expect(tried).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } })
  })

  test('hours in which a promise would take years are refused, whichever of them is changed', async () => {
    const context = await as('admin')
    await aCalendar(services.db, { is_default: 1 })
    const minute = [{ day: 1, from: '09:00', until: '09:01' }]
    const tiny = await aCalendar(services.db, { hours: JSON.stringify(minute) })
    const usual = await aCalendar(services.db)
    const { id } = await aCategory(services.db, { calendar_id: usual.id, first_minutes: 480 })
    await aCategory(services.db, { first_minutes: 480 })

    const tries = [
      setPromise(context, id, promise({ calendar: String(tiny.id), first: '8 h' })),
      editCalendar(context, usual.id, read({ day_1: '9:00-9:01', day_5: '' })),
      makeDefaultCalendar(context, tiny.id),
    ]

    for (const tried of tries) await expect(tried).rejects.toMatchObject({ code: 'invalid' })
    expect((await calendars()).find((one) => one.isDefault)?.calendar.id).not.toBe(tiny.id)
    await setPromise(context, id, promise({ calendar: String(tiny.id), first: '30 min' }))
  })

  test('a calendar that follows the site changes its clock with the site', async () => {
    const context = await as('admin')
    const { id } = await aCalendar(services.db)
    await writeSite(services.db, services.clock, null, { zone: 'Asia/Tokyo' })

    await closeCalendar(context, id, closure('2026-05-07T09:00', '2026-05-07T10:00'))

    expect((await calendars())[0]?.closures[0]?.from).toBe(NOON + 12 * HOUR)
  })

  test('only admins do any of it', async () => {
    const { id } = await aCalendar(services.db)
    const category = await aCategory(services.db)
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const context = await as(role)
      for (const tried of [
        addCalendar(context, read()),
        editCalendar(context, id, read()),
        makeDefaultCalendar(context, id),
        removeCalendar(context, id),
        closeCalendar(context, id, closure('2026-05-07T09:00', '2026-05-07T10:00')),
        openCalendar(context, id, 1),
        setPromise(context, category.id, promise({})),
      ])
        await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('what is not there is not found', async () => {
    const context = await as('admin')
    await expect(editCalendar(context, 999, read())).rejects.toMatchObject({ code: 'not-found' })
    await expect(makeDefaultCalendar(context, 999)).rejects.toMatchObject({ code: 'not-found' })
    await expect(removeCalendar(context, 999)).rejects.toMatchObject({ code: 'not-found' })
    await expect(setPromise(context, 999, promise({}))).rejects.toMatchObject({ code: 'not-found' })
  })
})
