import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { eachDatabase, makeDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { openSqlite } from './sqlite.server.ts'

const FULL = 2
const NORMAL = 1

test('every connection to a SQLite file syncs each commit, also when it is opened again', async () => {
  const { url, db, remove } = await makeDatabase('SQLite')
  await aMember(db)

  for (const readonly of [false, true, false]) {
    const handle = openSqlite(url, readonly)
    handle.prepare('select count(*) from members').get()
    expect(handle.pragma('synchronous', { simple: true })).toBe(FULL)
    expect(handle.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(handle.pragma('journal_mode', { simple: true })).toBe('wal')
    handle.close()
  }
  await remove()
})

test('the connections that queries use sync each commit, before and after a write', async () => {
  const { another, remove } = await makeDatabase('SQLite')
  // As the product opens it: what tests use syncs nothing.
  const db = another()
  const readBack = async (): Promise<unknown[]> => {
    const writer = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
    return writer.rows.map((row) => row.synchronous)
  }

  expect(await readBack()).toEqual([FULL])
  await aMember(db)
  expect(await readBack()).toEqual([FULL])
  await remove()
})

test('only what comes about again by itself is not carried to the disk at once', async () => {
  const { another, remove } = await makeDatabase('SQLite')
  const db = another()
  const member = await aMember(db)
  await sql`create table seen (how integer)`.execute(db)
  for (const [table, act] of [
    ['rate_windows', 'insert'],
    ['jobs', 'insert'],
    ['jobs', 'update'],
    ['jobs', 'delete'],
    ['members', 'update'],
  ] as const) {
    const name = sql.raw(`${table}_${act}`) // both stand above
    await sql`create trigger ${name} after ${sql.raw(act)} on ${sql.table(table)}
      begin insert into seen select synchronous from pragma_synchronous; end`.execute(db)
  }
  const countUse = () => db.insertInto('rate_windows').values({ key: 'ask 1', window_at: 0, count: 1 }).execute()
  const addJob = (on: Executor = db) =>
    on
      .insertInto('jobs')
      .values({ name: 'store.sweep', subject: '', payload: '{}', due_at: 0, created_at: 0 })
      .execute()
  const rename = (trx: Executor) =>
    trx.updateTable('members').set({ name: 'Anna' }).where('id', '=', member.id).execute()

  await countUse()
  await addJob()
  await db.updateTable('jobs').set({ tries: 1 }).execute()
  await rename(db)
  await db.deleteFrom('jobs').execute()
  await inTransaction(db, rename)
  await inTransaction(db, async (trx) => void (await addJob(trx)))

  const { rows } = await sql<{ how: number }>`select how from seen order by rowid`.execute(db)
  expect(rows.map(({ how }) => how)).toEqual([NORMAL, FULL, NORMAL, FULL, NORMAL, FULL, FULL])
  await remove()
})

test('rows have the names of their columns, also after a migration has added one', async () => {
  const { db, remove } = await makeDatabase('SQLite')
  const read = async (): Promise<unknown> => (await sql`select * from kept`.execute(db)).rows
  await sql`create table kept as select 1 as id, 'one' as name`.execute(db)

  expect(await read()).toEqual([{ id: 1, name: 'one' }])
  await sql`alter table kept add column note text default 'new'`.execute(db)
  expect(await read()).toEqual([{ id: 1, name: 'one', note: 'new' }])
  await remove()
})

test('a limit is no parameter, which would have a statement planned each time it runs', async () => {
  const { db, remove } = await makeDatabase('SQLite')

  const { sql, parameters } = db.selectFrom('members').select('id').where('id', '>', 0).limit(5).compile()

  expect(sql).toMatch(/ limit 5$/)
  expect(parameters).toEqual([0])
  await remove()
})

test('a read does not wait for a transaction and does not see what it has not committed', async () => {
  const { db, remove } = await makeDatabase('SQLite')
  const count = async (): Promise<number> => (await db.selectFrom('members').select('id').execute()).length

  const seen: number[] = []
  await inTransaction(db, async (trx) => {
    await aMember(trx)
    seen.push(await count())
  })
  seen.push(await count())

  expect(seen).toEqual([0, 1])
  await remove()
})

test('while another process writes, a write waits and everything else goes on', async () => {
  const { db, another, remove } = await makeDatabase('SQLite')
  const other = another()
  let ticks = 0
  const ticking = setInterval(() => (ticks += 1), 5)
  let begin = (): void => undefined
  const began = new Promise<void>((resolve) => (begin = resolve))

  const holding = inTransaction(other, async (trx) => {
    await aMember(trx, { handle: 'first' })
    begin()
    // Ends once the others have had their turns: a driver that slept would let none through.
    while (ticks < 20) await pause(5)
  })
  await began
  ticks = 0
  await Promise.all([
    aMember(db, { handle: 'second' }),
    inTransaction(db, (trx) => aMember(trx, { handle: 'third' })),
    holding,
  ])
  clearInterval(ticking)

  const rows = await db.selectFrom('members').select('handle').orderBy('handle').execute()
  expect(rows.map((row) => row.handle)).toEqual(['first', 'second', 'third'])
  await remove()
})

eachDatabase((_name, open) => {
  test('a transaction that throws leaves nothing', async () => {
    const { db } = open()

    const failed = inTransaction(db, async (trx) => {
      await aMember(trx)
      throw new Error('no')
    })

    await expect(failed).rejects.toThrow('no')
    expect(await db.selectFrom('members').select('id').execute()).toEqual([])
  })

  test('transactions of two processes that read and then write both succeed', async () => {
    const { db } = open()
    const other = open().another()
    const member = await aMember(db, { helpful_count: 0 })
    const addOne = (executor: typeof db) =>
      inTransaction(executor, async (trx) => {
        const row = await trx
          .selectFrom('members')
          .select('helpful_count')
          .where('id', '=', member.id)
          .$if(open().name === 'PostgreSQL', (q) => q.forUpdate())
          .executeTakeFirstOrThrow()
        await trx
          .updateTable('members')
          .set({ helpful_count: row.helpful_count + 1 })
          .where('id', '=', member.id)
          .execute()
      })

    await Promise.all([db, other, db, other, db, other].map(addOne))

    const { helpful_count } = await db
      .selectFrom('members')
      .select('helpful_count')
      .where('id', '=', member.id)
      .executeTakeFirstOrThrow()
    expect(helpful_count).toBe(6)
  })

  test('numbers of 64 bits, sums and counts arrive as numbers', async () => {
    const { db } = open()
    const big = Number.MAX_SAFE_INTEGER
    const member = await aMember(db, { created_at: big })

    const row = await db
      .selectFrom('members')
      .select((eb) => ['created_at', eb.fn.countAll().as('n'), eb.fn.sum('answer_count').as('sum')])
      .where('id', '=', member.id)
      .groupBy('created_at')
      .executeTakeFirstOrThrow()

    expect(row).toEqual({ created_at: big, n: 1, sum: 0 })
  })
})
