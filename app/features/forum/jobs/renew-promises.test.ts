import { beforeEach, expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCalendar, aCategory, aThread } from '#test/support/factories/rows.ts'
import { aClock, NOON } from '#test/support/fakes/clock.ts'
import { renewPromises } from './renew-promises.server.ts'

eachDatabase((_name, open) => {
  beforeEach(() => open().clear())
  const dueTimes = async () => {
    const rows = await open().db.selectFrom('threads').select(['id', 'due_at']).orderBy('id').execute()
    return rows.map((row) => row.due_at)
  }

  test('what is due and not over is counted again, in every page, and twice is once', async () => {
    const { db } = open()
    const clock = aClock()
    await aCalendar(db, { is_default: 1 })
    const category = await aCategory(db, { first_minutes: 60 })
    for (let at = 0; at < 205; at += 1)
      await aThread(db, { category_id: category.id, promised: 1, due_at: 1, author_id: null })
    await aThread(db, { category_id: category.id, promised: 0, author_id: null })
    await aThread(db, { category_id: category.id, promised: 1, due_at: 1, closed_at: NOON, author_id: null })

    await renewPromises({ db, clock }, { calendar: 0, category: category.id })
    const once = await dueTimes()
    const reviews = async () =>
      (await db.selectFrom('jobs').select('id').where('name', '=', 'escalation.review').execute()).length
    const told = await reviews()
    await renewPromises({ db, clock }, { calendar: 0, category: category.id })

    expect(once).toEqual([...Array<number>(205).fill(NOON + HOUR), null, 1])
    expect(await dueTimes()).toEqual(once)
    expect([told, await reviews()]).toEqual([205, 205])
  })

  test('a calendar means the categories that name it, and the default one those that name none', async () => {
    const { db } = open()
    const clock = aClock()
    const usual = await aCalendar(db, { is_default: 1 })
    const other = await aCalendar(db)
    const inUsual = await aCategory(db, { first_minutes: 60 })
    const inOther = await aCategory(db, { first_minutes: 60, calendar_id: other.id })
    for (const { id } of [inUsual, inOther]) await aThread(db, { category_id: id, promised: 1, due_at: 1 })

    await renewPromises({ db, clock }, { calendar: other.id, category: 0 })
    expect(await dueTimes()).toEqual([1, NOON + HOUR])
    await db.updateTable('threads').set({ due_at: 1 }).execute()
    await renewPromises({ db, clock }, { calendar: usual.id, category: 0 })
    expect(await dueTimes()).toEqual([NOON + HOUR, 1])
    await renewPromises({ db, clock }, { calendar: 0, category: 0 })
    expect(await dueTimes()).toEqual([NOON + HOUR, NOON + HOUR])
    await renewPromises({ db, clock }, { calendar: 999, category: 0 })
  })
})
