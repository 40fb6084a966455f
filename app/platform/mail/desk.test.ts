import { beforeEach, expect, test } from 'vitest'
import { ROLES } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { getMail, listMails, retryMail } from './desk.server.ts'

eachDatabase((_name, open) => {
  let services: TestServices
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
  })
  const admin = () => services.as(aViewer({ role: 'admin' }))
  let last = 0
  const aMail = async (more: object = {}): Promise<number> => {
    last += 1
    const { id } = await services.db
      .insertInto('mails')
      .values({
        cause: `c${last}`,
        to_address: 'a@example.test',
        subject: 'S',
        text: 'T',
        html: '<p>T</p>',
        message_id: 'm',
        created_at: NOON,
        ...more,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const jobs = async () => (await services.db.selectFrom('jobs').select('subject').execute()).map((job) => job.subject)

  test('mails stand under what became of them', async () => {
    const kept = await aMail()
    const sent = await aMail({ sent_at: NOON })
    const failed = await aMail({ failed_at: NOON, error: '550' })
    const idsIn = async (state: 'all' | 'kept' | 'sent' | 'failed') =>
      (await listMails(admin(), state, null)).rows.map((row) => row.id)

    expect(await idsIn('all')).toEqual([failed, sent, kept])
    expect(await idsIn('kept')).toEqual([kept])
    expect(await idsIn('sent')).toEqual([sent])
    expect(await idsIn('failed')).toEqual([failed])
    expect(await getMail(admin(), failed)).toMatchObject({ error: '550', text: 'T' })
  })

  test('a refused mail is sent again; one that was sent is not', async () => {
    const failed = await aMail({ failed_at: NOON, error: '550' })
    const sent = await aMail({ sent_at: NOON })

    await retryMail(admin(), failed)
    await expect(retryMail(admin(), sent)).rejects.toMatchObject({ code: 'conflict' })

    expect(await jobs()).toEqual([`mail:${failed}`])
    expect(await getMail(admin(), failed)).toMatchObject({ failedAt: null, error: null })
  })

  test('a refused mail whose text was dropped can’t be sent again', async () => {
    const failed = await aMail({ failed_at: NOON, secret: 1 })

    await expect(retryMail(admin(), failed)).rejects.toMatchObject({ code: 'conflict' })

    expect(await jobs()).toEqual([])
  })

  test('only admins read mails', async () => {
    const id = await aMail()
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const context = services.as(aViewer({ role }))
      for (const tried of [listMails(context, 'all', null), getMail(context, id), retryMail(context, id)])
        await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
