import { expect, test } from 'vitest'
import { inTransaction } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { whileUnchanged } from './unchanged.server.ts'

eachDatabase((_name, open) => {
  test('what is kept until something changes is never older than the last change, whoever made it', async () => {
    const { db, another } = open()
    const names = whileUnchanged(async (on) => {
      const rows = await on.selectFrom('members').select('name').execute()
      return rows.map(({ name }) => name)
    })
    const other = another()
    const { id } = await aMember(db, { name: 'First' })
    const rename = (on: typeof db, name: string) =>
      on.updateTable('members').set({ name }).where('id', '=', id).execute()

    const before = await names(db)
    await rename(db, 'By this process')
    const own = await names(db)
    await rename(other, 'By another process')
    const others = await names(db)
    const within = await inTransaction(db, async (trx) => {
      await rename(trx, 'In a transaction')
      return [await names(trx), await names(db)]
    })

    expect(before).toEqual(['First'])
    expect(own).toEqual(['By this process'])
    expect(others).toEqual(['By another process'])
    expect(within).toEqual([['In a transaction'], ['By another process']])
    expect(await names(db)).toEqual(['In a transaction'])
  })
})
