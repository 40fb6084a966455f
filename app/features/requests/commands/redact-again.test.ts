import { beforeEach, expect, test } from 'vitest'
import type { Database } from '#db/client.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { redactAgain } from './redact-again.server.ts'

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
  })

  const stored = () => db.selectFrom('requests').selectAll().orderBy('id').execute()

  test('what was stored before a rule was known is redacted by it, once', async () => {
    for (let n = 1; n <= 150; n += 1) {
      const isOld = n === 3 || n === 140
      const { id } = await db
        .insertInto('requests')
        .values({
          channel: 'mail',
          source: 'helpdesk',
          external_id: String(n),
          asked_at: n,
          created_at: n,
          subject: 'Refund',
          text: isOld ? 'To my account LY83 0020 4800 0020 1001 2036 1, please' : 'When does it come?',
          outcome: 'unknown',
          tags: '[]',
          redactions: isOld ? '{"name":1}' : '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('request_replies')
        .values({
          request_id: id,
          position: 0,
          author: 'requester',
          text: n === 3 ? 'Or SV62CENR00000000000000700025' : 'Soon',
        })
        .execute()
    }
    const looked: number[] = []

    const first = await redactAgain(services, (count) => looked.push(count))
    const second = await redactAgain(services)

    expect([first, second, looked]).toEqual([2, 0, [100, 150]])
    const [old] = (await stored()).filter(({ external_id }) => external_id === '3')
    expect(old).toMatchObject({ subject: 'Refund', text: 'To my account [bank account], please' })
    expect(JSON.parse(old?.redactions ?? '')).toEqual({ name: 1, account: 2 })
    const replies = await db.selectFrom('request_replies').select('text').distinct().orderBy('text').execute()
    expect(replies.map(({ text }) => text)).toEqual(['Or [bank account]', 'Soon'])
  })
})
