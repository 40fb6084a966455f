import { sql, type Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { migrate, NewerSchemaError } from './migrate.server.ts'
import { up as oneSearchLog } from './migrations/0029_one_search_log.ts'

eachDatabase((_name, open) => {
  test('migrating a database that is up to date changes nothing', async () => {
    expect(await migrate(open().db)).toEqual([])
  })

  test('an older version refuses a newer database, in words', async () => {
    const { db } = open()
    await sql`insert into kysely_migration (name, timestamp) values ('9999_from_later', '2099')`.execute(db)

    const refused = migrate(db)

    await expect(refused).rejects.toBeInstanceOf(NewerSchemaError)
    await expect(refused).rejects.toThrow(
      'This database was made by a newer version of Askwell (it has 9999_from_later).',
    )
  })

  test('searches in vain of before are pending where no request was made of them, and none is lost', async () => {
    const { db } = open()
    await sql`drop index search_log_pending`.execute(db)
    await sql`alter table search_log drop column pending_at`.execute(db)
    await sql`create table searches (id integer, session_key text, member_id integer, query text, found integer, at bigint)`.execute(
      db,
    )
    await sql`insert into searches (id, session_key, member_id, query, found, at) values
      (1, 'logged', null, 'beamer', 0, 10), (2, 'settled', null, 'toaster', 0, 11), (3, 'older', null, 'Kettle', 0, 12)`.execute(
      db,
    )
    await sql`insert into search_log (at, session_key, query, query_key, language, found, exact) values
      (10, 'logged', 'beamer', 'beamer', '', 0, 0), (11, 'settled', 'toaster', 'toaster', '', 0, 0)`.execute(db)
    await db
      .insertInto('requests')
      .values({
        channel: 'search',
        source: 'search',
        external_id: 'settled 2',
        asked_at: 11,
        created_at: 11,
        text: 'toaster',
      })
      .execute()

    await oneSearchLog(db as unknown as Kysely<unknown>)

    const rows = await db.selectFrom('search_log').select(['query', 'pending_at']).orderBy('at').execute()
    expect(rows).toEqual([
      { query: 'beamer', pending_at: 10 },
      { query: 'toaster', pending_at: null },
      { query: 'Kettle', pending_at: 12 },
    ])
  })
})
