import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction, isDuplicate, isStorageFailure, lockRow } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'

eachDatabase((_name, open) => {
  beforeEach(() => open().clear())

  test('a row that is locked makes others who decide about it wait', async () => {
    const { db } = open()
    const { id } = await aMember(db)
    const addOne = (executor: typeof db) =>
      inTransaction(executor, async (trx) => {
        await lockRow(trx, 'members', id)
        const row = await trx
          .selectFrom('members')
          .select('helpful_count')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        await new Promise((resolve) => setTimeout(resolve, 1))
        await trx
          .updateTable('members')
          .set({ helpful_count: row.helpful_count + 1 })
          .where('id', '=', id)
          .execute()
      })

    await Promise.all(Array.from({ length: 16 }, (_, i) => addOne(i % 2 ? db : open().another())))

    const after = await db.selectFrom('members').select('helpful_count').executeTakeFirst()
    expect(after?.helpful_count).toBe(16)
  })

  test('a second row under a unique key is known as a duplicate, inside a transaction too', async () => {
    const { db } = open()
    await aCategory(db, { slug: 'same' })

    const direct = await aCategory(db, { slug: 'same' }).catch((error: unknown) => error)
    const inside = await inTransaction(db, (trx) => aCategory(trx, { slug: 'same' })).catch((error: unknown) => error)

    expect([isDuplicate(direct), isDuplicate(inside)]).toEqual([true, true])
    expect(isDuplicate(new Error('x'))).toBe(false)
  })

  test('a row that points nowhere is refused', async () => {
    const { db } = open()
    await expect(aPost(db, { thread_id: 999_999 })).rejects.toThrow(/foreign key/i)
  })

  test('removing a member takes sessions, drafts and votes along', async () => {
    const { db } = open()
    const { id } = await aMember(db)
    const thread = await aThread(db)
    await db.insertInto('same_here').values({ member_id: id, thread_id: thread.id, at: 1 }).execute()
    await db.insertInto('sessions').values({ id: 's', member_id: id, created_at: 1, expires_at: 1 }).execute()

    await db.deleteFrom('members').where('id', '=', id).execute()

    expect(await db.selectFrom('same_here').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  test('ids are not given twice', async () => {
    const { db } = open()
    const first = await aMember(db)
    await db.deleteFrom('members').execute()

    expect((await aMember(db)).id).toBeGreaterThan(first.id)
  })

  test('texts sort by their bytes, and keep every letter', async () => {
    const { db } = open()
    for (const name of ['b', 'A', 'é', 'a', 'Z', '田', '😀', "'", '\\', '%']) {
      await aCategory(db, { name })
    }

    const rows = await db.selectFrom('categories').select('name').orderBy('name').execute()

    expect(rows.map((row) => row.name)).toEqual(
      ["'", '%', 'A', 'Z', '\\', 'a', 'b', 'é', '田', '😀'].sort((x, y) =>
        Buffer.compare(Buffer.from(x), Buffer.from(y)),
      ),
    )
  })

  test('pages by two keys go on after equal first keys', async () => {
    const { db } = open()
    const ids: number[] = []
    for (const at of [1, 2, 2, 2, 3]) ids.push((await aMember(db, { created_at: at })).id)

    const after = await db
      .selectFrom('members')
      .select('id')
      .where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(2, ids[2] ?? 0)))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute()

    expect(after.map((row) => row.id)).toEqual([ids[1], ids[0]])
  })

  describe('what a database says when it can’t write', () => {
    test.each([
      ['SQLITE_FULL', 'full'],
      ['ENOSPC', 'full'],
      ['53100', 'full'],
      ['SQLITE_READONLY', 'unavailable'],
      ['SQLITE_IOERR_WRITE', 'unavailable'],
      ['ECONNREFUSED', 'unavailable'],
      ['57P01', 'unavailable'],
      ['08006', 'unavailable'],
      ['23505', null],
      ['SQLITE_CONSTRAINT_UNIQUE', null],
      ['42601', null],
    ])('%s is %s', (code, failure) => {
      expect(isStorageFailure(Object.assign(new Error('x'), { code }))).toBe(failure)
    })

    test('a wrong query is a bug, not a failure of the store', async () => {
      const error = await sql`select nonsense from nowhere`.execute(open().db).catch((e: unknown) => e)
      expect(isStorageFailure(error)).toBeNull()
    })
  })

  test('two changes that wait for each other’s rows both happen', async () => {
    const { db, another } = open()
    const [one, two] = [await aMember(db), await aMember(db)]
    const addTo = (executor: typeof db, ids: readonly number[]) =>
      inTransaction(executor, async (trx) => {
        for (const id of ids) {
          await trx
            .updateTable('members')
            .set({ helpful_count: sql`helpful_count + 1` })
            .where('id', '=', id)
            .execute()
          await pause(50)
        }
      })

    await Promise.all([addTo(db, [one.id, two.id]), addTo(another(), [two.id, one.id])])

    const rows = await db.selectFrom('members').select('helpful_count').where('id', 'in', [one.id, two.id]).execute()
    expect(rows.map((row) => row.helpful_count)).toEqual([2, 2])
  })
})
