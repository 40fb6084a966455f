import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { openWorker } from '#app/platform/jobs/worker.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { MailRow } from '#db/schema/platform.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { expectLogged } from '#test/support/fakes/log.ts'
import { anSmtpServer, type TestSmtpServer } from '#test/support/fakes/smtp.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { mailBody, senderOf } from './frame.server.ts'
import { queueMail, type MailDraft, type Mailer } from './mail.server.ts'
import { sendMail } from './send-mail.server.ts'
import { openSmtpMailer } from './smtp-mailer.server.ts'

const FROM = 'Askwell <askwell@help.example.test>'

describe('the two forms of a mail', () => {
  const body = mailBody(
    {
      name: 'Harbour <b>Help</b>',
      locale: 'en',
      links: senderOf({ name: '', legal: ['imprint', 'terms'] }, 'https://help.example.test').links,
    },
    [
      { kind: 'text', text: 'Hello & <script>alert(1)</script>' },
      { kind: 'voice', by: '<img src=x onerror=1>', text: 'line one\nline two', html: '<p>line one</p>' },
      { kind: 'act', label: 'Open', url: 'https://help.example.test/t/1?a="b"&c=<d>' },
      { kind: 'row', title: '"><svg/onload=1>', url: 'https://help.example.test/', facts: 'x' },
    ],
    'You get this because you asked.',
    'https://help.example.test/unsubscribe/x',
  )

  test('check 29: what people named themselves and their threads is text in HTML', () => {
    for (const live of ['<script', '<img', '<svg', '<b>Help']) expect(body.html).not.toContain(live)
    expect(body.html).toContain('&#60;script&#62;')
    expect(body.html).toContain('<p>line one</p>')
  })

  test('both say the same', () => {
    for (const words of [
      'You get this because you asked.',
      '/unsubscribe/x',
      'line one',
      'Legal notice',
      'https://help.example.test/legal/imprint',
    ]) {
      expect(body.text).toContain(words)
      expect(body.html).toContain(words)
    }
    expect(body.text).toContain('> line one\n> line two')
  })
})

eachDatabase((_name, open) => {
  let server: TestSmtpServer
  let services: TestServices
  let mailer: Mailer
  beforeAll(async () => {
    server = await anSmtpServer()
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
    mailer = openSmtpMailer(server.url, FROM)
    server.be('takes')
  })
  afterEach(() => mailer.close())

  let last = 0
  const aMail = async (given: Partial<MailDraft> = {}): Promise<string> => {
    last += 1
    const to = `reader${last}@example.test`
    await inTransaction(services.db, (trx) =>
      queueMail(trx, services.clock.now(), 'help.example.test', {
        cause: `test ${last}`,
        memberId: null,
        to,
        subject: `Mail ${last}`,
        text: 'The text.',
        html: '<p>The text.</p>',
        ...given,
      }),
    )
    return given.to ?? to
  }
  const work = (
    given: {
      readonly mailer?: Mailer | null
      readonly tries?: number
      readonly timeLimit?: number
      readonly stillHolds?: (mail: MailRow) => Promise<boolean>
    } = {},
  ): Promise<number> =>
    openWorker({
      ...services,
      policy: { tries: given.tries ?? 8, timeLimit: given.timeLimit ?? 5000 },
      handlers: {
        'mail.send': ({ mail }, signal) =>
          sendMail(
            services,
            given.mailer === undefined ? mailer : given.mailer,
            given.stillHolds ?? (async () => true),
            mail,
            signal,
          ),
      },
    }).drain()
  const rows = () => services.db.selectFrom('mails').selectAll().orderBy('id').execute()
  const toOf = (address: string) => server.delivered.filter((one) => one.to.includes(address))

  test('a mail arrives with both forms, its sender and its Message-ID, and is marked as sent', async () => {
    const to = await aMail({
      subject: 'Grüße aus Wien – „ja“',
      text: 'Schöne Grüße',
      html: '<p>Schöne Grüße</p>',
      headers: { 'List-Unsubscribe': '<https://help.example.test/u>' },
    })

    await work()

    const [delivery] = toOf(to)
    expect(delivery?.mail).toMatchObject({
      subject: 'Grüße aus Wien – „ja“',
      html: '<p>Schöne Grüße</p>',
      from: { text: '"Askwell" <askwell@help.example.test>' },
    })
    expect(delivery?.mail.text?.trim()).toBe('Schöne Grüße')
    expect(delivery?.raw).toContain('List-Unsubscribe: <https://help.example.test/u>')
    const [row] = await rows()
    expect(delivery?.mail.messageId).toBe(row?.message_id)
    expect(row?.sent_at).toBe(services.clock.now())
  })

  test('the same cause makes one mail, the job run again sends none', async () => {
    const to = await aMail({ cause: 'once' })
    await aMail({ cause: 'once', to })
    await work()
    const [row] = await rows()
    await sendMail(services, mailer, async () => true, row?.id ?? 0)

    expect(await rows()).toHaveLength(1)
    expect(toOf(to)).toHaveLength(1)
  })

  test('a change that is rolled back sends nothing', async () => {
    const failed = inTransaction(services.db, async (trx) => {
      await queueMail(trx, 0, 'x', {
        cause: 'never',
        memberId: null,
        to: 'a@example.test',
        subject: '',
        text: '',
        html: '',
      })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')

    expect([await work(), await rows()]).toEqual([0, []])
  })

  test('a busy server is asked again later, and then the mail arrives', async () => {
    const to = await aMail()
    server.be('busy')

    await work()
    expect((await rows())[0]).toMatchObject({ sent_at: null, failed_at: null })
    server.be('takes')
    expect(await work()).toBe(0)
    services.clock.advance(5000)
    await work()

    expect(toOf(to)).toHaveLength(1)
    expect((await rows())[0]?.sent_at).not.toBeNull()
  })

  test('a server that is down keeps the mail waiting; the error is with the job', async () => {
    const to = await aMail()
    const down = openSmtpMailer('smtp://127.0.0.1:9', FROM)

    await work({ mailer: down })
    down.close()
    const job = await services.db.selectFrom('jobs').select('error').executeTakeFirst()
    expect(job?.error).toMatch(/ECONNREFUSED/)
    services.clock.advance(5000)
    await work()

    expect(toOf(to)).toHaveLength(1)
  })

  test('a server that hangs holds up nothing longer than the job may take', async () => {
    const to = await aMail()
    server.be('hangs')

    // Comes back at all: the server never answers, and never hangs up.
    await work({ timeLimit: 300 })
    expect(toOf(to)).toEqual([])
    server.be('takes')
    services.clock.advance(5000)
    mailer.close()
    mailer = openSmtpMailer(server.url, FROM)
    await work()

    expect(toOf(to)).toHaveLength(1)
  })

  test('a mail that is refused for good is not tried again, and says why at the desk', async () => {
    await aMail()
    server.be('refuses')
    const before = server.tries

    await work()
    services.clock.advance(24 * HOUR)
    await work()

    expect(server.tries).toBe(before + 1)
    expect((await rows())[0]).toMatchObject({
      sent_at: null,
      failed_at: expect.any(Number),
      error: expect.stringContaining('No such mailbox'),
    })
    expect(await services.db.selectFrom('jobs').select('id').execute()).toEqual([])
  })

  test('a refused login says nothing about the mail: it waits until that is mended', async () => {
    const to = await aMail()
    const strict = await anSmtpServer({ password: 'right' })
    const address = new URL(strict.url).host
    const wrong = openSmtpMailer(`smtp://ada:wrong@${address}`, FROM)
    const right = openSmtpMailer(`smtp://ada:right@${address}`, FROM)

    await work({ mailer: wrong })
    expect((await rows())[0]).toMatchObject({ sent_at: null, failed_at: null })
    services.clock.advance(5000)
    await work({ mailer: right })

    expect(strict.delivered.map((one) => one.to)).toEqual([[to]])
    wrong.close()
    right.close()
    await strict.stop()
  })

  test('when the acknowledgement is lost it comes twice at most, with the same Message-ID', async () => {
    const to = await aMail()
    server.be('forgets to answer')

    await work()
    server.be('takes')
    services.clock.advance(5000)
    await work()

    const ids = toOf(to).map((one) => one.mail.messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect((await rows())[0]?.sent_at).not.toBeNull()
  })

  test('after the last try the job is given up, where staff see it', async () => {
    expectLogged(/job parked/)
    await aMail()
    server.be('busy')

    await work({ tries: 1 })

    const job = await services.db.selectFrom('jobs').select(['parked_at', 'error']).executeTakeFirst()
    expect(job).toMatchObject({ parked_at: services.clock.now(), error: expect.stringContaining('Come back later') })
  })

  test('without a server a mail is kept as it is', async () => {
    await aMail({ secret: true, text: 'https://help.example.test/reset/abc' })

    await work({ mailer: null })

    expect((await rows())[0]).toMatchObject({ sent_at: null, text: 'https://help.example.test/reset/abc' })
  })

  test('check 18: the text of a mail with a link that opens an account is dropped once it is sent', async () => {
    const to = await aMail({
      secret: true,
      text: 'https://help.example.test/reset/abc',
      html: '<a href="https://help.example.test/reset/abc">x</a>',
    })

    await work()

    expect(toOf(to)[0]?.raw).toContain('/reset/abc')
    expect(JSON.stringify(await rows())).not.toContain('/reset/abc')
  })

  test('check 9: a mail that tells of notices is not sent when one of them holds no more', async () => {
    const member = await aMember(services.db)
    const to = await aMail({ memberId: member.id, notices: [7, 8] })
    const asked: string[] = []

    await work({ stillHolds: async ({ notices }) => asked.push(notices) === 0 })

    expect(asked).toEqual(['7,8'])
    expect(toOf(to)).toEqual([])
    expect(await rows()).toMatchObject([{ sent_at: null, failed_at: null }])
  })

  test.each(["o'neil+list@sub.example.test", 'UPPER.lower_1@example.test', 'a&b=c/d@example.test'])(
    'check 20: RCPT TO is the address byte for byte: %s',
    async (to) => {
      await aMail({ to, cause: to })

      await work()

      expect(server.delivered.at(-1)?.to).toEqual([to])
    },
  )

  test.each([
    '"eve@evil.example x"@example.test',
    'anna@example.test, eve@evil.example',
    'anna@example.test> RCPT TO:<eve@evil.example',
    'anna@example.test\r\nRCPT TO:<eve@evil.example>',
    'Anna <eve@evil.example>',
    'group:anna@example.test,eve@evil.example;',
  ])('check 20: a hostile address that got this far never reaches another mailbox: %j', async (to) => {
    await aMail({ to, cause: to })
    const before = server.delivered.length

    await work()

    for (const { to: reached } of server.delivered.slice(before)) {
      expect(reached).not.toContain('eve@evil.example')
      expect(reached).toHaveLength(1)
    }
  })

  test('check 29: line breaks in a subject make no header', async () => {
    const to = await aMail({ subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nbody' })

    await work()

    const [delivery] = toOf(to)
    expect(delivery?.to).toEqual([to])
    expect(delivery?.mail.subject).toBe('Hello Bcc: eve@evil.example body')
    expect(delivery?.raw).not.toMatch(/^Bcc:/m)
  })
})
