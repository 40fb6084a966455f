import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { migrate, NewerSchemaError } from './migrate.server.ts'

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
})
