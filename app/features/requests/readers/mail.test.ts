import { saying } from '#test/support/refusals.ts'
import { cpuMilliseconds } from '#test/support/cpu.ts'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { redactRequest } from '../rules/redact-request.ts'
import { planImport } from './plan-import.server.ts'
import { readMail } from './read-mail.server.ts'
import { readRequests, type ReadRecord } from './read-requests.server.ts'
import type { ByteFile } from './source.server.ts'

function fileOf(bytes: Buffer, step: number): ByteFile {
  return {
    size: bytes.length,
    async *stream(from) {
      for (let at = from; at < bytes.length; at += step) {
        yield bytes.subarray(at, at + step)
        await Promise.resolve()
      }
    },
    sample: (from, length) => Promise.resolve(bytes.subarray(from, from + length)),
  }
}

async function readAll(bytes: Buffer, name = 'mails.mbox', step = 11): Promise<ReadRecord[]> {
  const file = fileOf(bytes, step)
  const plan = await planImport(file, name)
  if (plan.refusal !== null) throw new Error(plan.refusal)
  return readFrom(file, plan.options, plan.options.start, plan.options.startLine)
}

async function readFrom(file: ByteFile, options: Parameters<typeof readRequests>[1], position: number, line: number) {
  const records: ReadRecord[] = []
  for await (const record of readRequests(file, options, { position, line })) records.push(record)
  return records
}

interface Mail {
  /** Bytes of the text, as they go over the wire. */
  readonly text: Buffer | string
  readonly type?: string | null
  readonly transfer?: string
  readonly subject?: Buffer | string
  readonly from?: Buffer | string
  readonly more?: readonly string[]
}

const AS_ARCHIVE = 'From anna@mail.example Mon Mar  4 10:11:12 2024\n'

function mailOf({
  text,
  type = 'text/plain; charset=utf-8',
  transfer = '8bit',
  subject = 'Hello',
  from = 'anna@mail.example',
  more = [],
}: Mail): Buffer {
  const lines: (Buffer | string)[] = [
    'From: ',
    from,
    '\nSubject: ',
    subject,
    '\nDate: Mon, 4 Mar 2024 10:11:12 +0000\n',
  ]
  if (type !== null) lines.push(`Content-Type: ${type}\nContent-Transfer-Encoding: ${transfer}\n`)
  lines.push(...more.map((line) => `${line}\n`), '\n', text, '\n\n')
  return Buffer.concat(lines.map((line) => (typeof line === 'string' ? Buffer.from(line) : line)))
}

const archiveOf = (...mails: readonly Buffer[]): Buffer =>
  Buffer.concat(mails.flatMap((mail) => [Buffer.from(AS_ARCHIVE), mail]))

async function requestIn(mail: Mail) {
  const { found, broken } = await readMail(mailOf(mail))
  if (typeof found === 'string') throw new Error(found)
  return { text: found.text, subject: found.subject, name: found.requesterName, broken }
}

const GERMAN = 'Die Straße ist schön, aber die Größe der Tür passt nicht: „bitte“ prüfen Sie das für mich.'
const RUSSIAN = 'Здравствуйте! Не могу войти в свой аккаунт, пароль не подходит. Помогите, пожалуйста.'
const JAPANESE = 'アプリが起動しません。昨日からずっとこの状態です。どうすればよいですか。'
const CHINESE = '我的账户无法登录，密码一直提示错误，请问应该怎么办？谢谢您的帮助。'

describe('each part of a mail is read in its own letters', () => {
  test('a Latin-1 mail beside UTF-8 mails garbles none of them', async () => {
    const utf8 = mailOf({ text: RUSSIAN })
    const latin1 = mailOf({
      text: iconv.encode('Die Straße', 'latin1'),
      type: 'text/plain; charset=iso-8859-1',
    })

    const records = await readAll(archiveOf(utf8, latin1, utf8, latin1))

    expect(records.map(({ request }) => request?.text)).toEqual([RUSSIAN, 'Die Straße', RUSSIAN, 'Die Straße'])
    expect(records.some(({ isGarbled }) => isGarbled)).toBe(false)
  })

  test.each([
    ['windows-1252', GERMAN],
    ['iso-8859-1', 'Die Straße ist schön'],
    ['iso-8859-15', 'Es kostet 5 € für Größe 7'],
    ['koi8-r', RUSSIAN],
    ['windows-1251', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
    ['gb2312', CHINESE],
    ['big5', '我的帳戶無法登入'],
    ['euc-kr', '로그인이 되지 않습니다'],
    ['ks_c_5601-1987', '로그인이 되지 않습니다'],
    ['utf-8', JAPANESE],
    ['windows-1250', 'Nie mogę się zalogować, źle działa'],
  ])('%s, declared: as 8 bit, base64 and quoted-printable', async (charset, text) => {
    const bytes = iconv.encode(text, charset)
    const type = `text/plain; charset="${charset}"`
    const printable = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

    for (const mail of [
      { text: bytes },
      { text: bytes.toString('base64'), transfer: 'base64' },
      { text: printable, transfer: 'quoted-printable' },
    ])
      expect(await requestIn({ ...mail, type })).toMatchObject({ text, broken: 0 })
  })

  test('ISO-2022-JP is seven bits wide, declared or not', async () => {
    const bytes = Buffer.concat([
      Buffer.from('1b2442', 'hex'),
      Buffer.from('244f2424', 'hex'),
      Buffer.from('1b2842', 'hex'),
    ])

    for (const type of ['text/plain; charset=iso-2022-jp', null, 'text/plain; charset=us-ascii'])
      expect(await requestIn({ text: bytes, type })).toMatchObject({ text: 'はい', broken: 0 })
    expect(await requestIn({ text: 'x', subject: '=?ISO-2022-JP?B?GyRCJE8kJBsoQg==?=' })).toMatchObject({
      subject: 'はい',
    })
  })

  test.each([
    ['utf-8', GERMAN],
    ['windows-1252', GERMAN],
    ['koi8-r', RUSSIAN],
    ['windows-1251', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
  ])('%s without a declaration is guessed, head and text', async (charset, text) => {
    const mail = {
      text: iconv.encode(text, charset),
      subject: iconv.encode(text.slice(0, 20), charset),
      type: null,
    }

    expect(await requestIn(mail)).toMatchObject({ text, subject: text.slice(0, 20), broken: 0 })
  })

  test.each([
    ['utf-8', 'windows-1252', GERMAN],
    ['us-ascii', 'koi8-r', RUSSIAN],
    ['iso-8859-1', 'utf-8', GERMAN],
    ['windows-1252', 'utf-8', RUSSIAN],
    ['iso-8859-1', 'koi8-r', RUSSIAN],
    ['utf-8', 'shift_jis', JAPANESE],
    ['x-unheard-of', 'windows-1252', GERMAN],
    ['gb2312', 'utf-8', GERMAN],
  ])('declared as %s, written in %s', async (declared, charset, text) => {
    expect(
      await requestIn({
        text: iconv.encode(text, charset),
        type: `text/plain; charset=${declared}`,
      }),
    ).toMatchObject({ text, broken: 0 })
  })

  test('a raw subject and name are read as the text beside them is declared', async () => {
    const raw = (text: string) => iconv.encode(text, 'koi8-r')

    const request = await requestIn({
      text: raw(RUSSIAN),
      type: 'text/plain; charset=koi8-r',
      subject: raw('Пароль'),
      from: raw('Иван Петров <ivan@mail.example>'),
    })

    expect(request).toMatchObject({ subject: 'Пароль', name: 'Иван Петров' })
  })

  test.each([
    ['=?utf-8?q?Gr=F6=DFe_passt?=', 'Größe passt'],
    ['=?utf-8?b?R3LDtsO=?= =?utf-8?b?n2U=?=', 'Größe'],
    ['=?iso-8859-1?q?Gr=F6=DFe?= ok =?koi8-r?b?79TXxdQ=?=', 'Größe ok Ответ'],
    ['=?unknown-8bit?q?Gr=F6=DFe_der_T=FCr?=', 'Größe der Tür'],
    ['=?shift_jis?b?g0GDdoOK?=', 'アプリ'],
  ])('the subject %s', async (subject, read) => {
    expect(await requestIn({ text: 'Text that says something', subject })).toMatchObject({
      subject: read,
    })
  })

  test('one broken byte costs one letter, and is counted', async () => {
    const bytes = Buffer.from(`${GERMAN} ${GERMAN}`)
    bytes[bytes.indexOf('ß') + 1] = 0x20

    const { text, broken } = await requestIn({ text: bytes })

    expect(text).toMatch(/^Die Stra\ufffd e ist schön/)
    expect(broken).toBe(1)
  })

  test('parts of several kinds: each has its own encoding, the plain one is read, files are left out', async () => {
    const type = 'multipart/mixed; boundary="b1"'
    const text = Buffer.concat([
      Buffer.from(
        '--b1\nContent-Type: multipart/alternative;\n boundary=b2\n\n--b2\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n',
      ),
      iconv.encode(RUSSIAN, 'koi8-r'),
      Buffer.from(
        '\n--b2\nContent-Type: text/html; charset=utf-8\n\n<p>other</p>\n--b2--\n--b1\nContent-Type: text/plain; charset=windows-1252\n\n',
      ),
      iconv.encode('Größe', 'windows-1252'),
      Buffer.from(
        '\n--b1\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename=log.txt\n\nlog\n--b1--\n',
      ),
    ])

    expect(await requestIn({ text, type })).toMatchObject({
      text: `${RUSSIAN}\n\nGröße`,
      broken: 0,
    })
  })
})

describe('an archive', () => {
  const sentence = 'It is odd:\n\nFrom here on it says nothing.\n\nFrom time to time it does.'
  const mails = Array.from({ length: 40 }, (_, at) =>
    mailOf({
      text: iconv.encode(`Größe ${at}\n\n${sentence}`, at % 2 === 0 ? 'latin1' : 'utf-8'),
      type: `text/plain; charset=${at % 2 === 0 ? 'iso-8859-1' : 'utf-8'}`,
    }),
  )

  test.each([1, 7, 600, 65_536])(
    'is cut at its own lines only, whatever pieces of %i bytes it comes in',
    async (step) => {
      const records = await readAll(archiveOf(...mails), 'mails.mbox', step)

      expect(records.map(({ request }) => request?.text)).toEqual(mails.map((_, at) => `Größe ${at}\n\n${sentence}`))
    },
  )

  test('goes on from the end of any mail', async () => {
    const bytes = archiveOf(...mails.slice(0, 6))
    const file = fileOf(bytes, 50)
    const plan = await planImport(file, 'a.mbox')
    if (plan.refusal !== null) throw new Error(plan.refusal)
    const all = await readFrom(file, plan.options, plan.options.start, 1)

    for (const [at, { end, nextLine }] of all.entries())
      expect(await readFrom(file, plan.options, end, nextLine)).toEqual(all.slice(at + 1))
  })

  test('one mail alone is read too', async () => {
    const [record, ...more] = await readAll(
      mailOf({
        text: iconv.encode(GERMAN, 'windows-1252'),
        type: 'text/plain; charset=windows-1252',
      }),
      'question.eml',
    )

    expect(record?.request).toMatchObject({
      text: GERMAN,
      channel: 'mail',
    })
    expect(more).toEqual([])
  })
})

test.each([
  ['parts within parts', Buffer.from('Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(40_000))],
  ['parts without end', Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(300_000)}`)],
  ['encoded words', Buffer.from(`Subject: ${'=?utf-8?q?a?= '.repeat(15_000)}\n\nx`)],
  ['beginnings of encoded words', Buffer.from(`Subject: ${'=?utf-8?q?'.repeat(20_000)}\n\nx`)],
  ['fields', Buffer.from(`${'Content-Type: text/plain;\n'.repeat(60_000)}\n\nx`)],
  ['a field of semicolons', Buffer.from(`Content-Type: text/plain${'; '.repeat(120_000)}\n\nx`)],
])('a hostile mail of %s costs little', async (_what, bytes) => {
  expect(await cpuMilliseconds(() => readMail(bytes))).toBeLessThan(3000)
})

test.each([
  [
    'requests.csv',
    'id,subject,description\n1,"Can&#39;t log in","<p>Gr&ouml;&szlig;e</p><pre>a\n  b</pre>"\n2,x,"Where does <div> go?"\n',
  ],
  [
    'requests.jsonl',
    '{"id":1,"subject":"Can&#39;t log in","text":"<p>Gr&ouml;&szlig;e</p><pre>a\\n  b</pre>"}\n{"id":2,"subject":"x","text":"Where does <div> go?"}\n',
  ],
  [
    'tickets.json',
    '{"tickets":[{"id":1,"subject":"Can&#39;t log in","description":"<p>Gr&ouml;&szlig;e</p><pre>a\\n  b</pre>","status":"open","via":{"channel":"web"},"requester_id":7,"comments":[]},{"id":2,"subject":"x","description":"Where does <div> go?","status":"open","requester_id":7,"comments":[]}]}',
  ],
])('HTML in %s becomes its words, a text about a tag stays', async (name, content) => {
  const records = await readAll(Buffer.from(content), name, 4096)

  expect(records.map(({ request }) => [request?.subject, request?.text])).toEqual([
    ["Can't log in", 'Größe\n\na\n  b'],
    ['x', 'Where does <div> go?'],
  ])
})

const asMail = (head: string, body: string, envelope = ''): Buffer => Buffer.from(`${envelope}${head}\n\n${body}\n`)

async function found(mail: Buffer) {
  const read = await readMail(mail)
  if (typeof read.found === 'string') throw new Error(read.found)
  return read.found
}

describe('who asked, and when', () => {
  const FORM = 'From: Contact form <noreply@shop.example>\nSubject: Broken\nAuto-Submitted: auto-generated'

  test('whoever filled in a form is named to be answered', async () => {
    const request = await found(asMail(`${FORM}\nReply-To: Anna Berg <anna@mail.example>`, 'My order never came'))

    expect(request).toMatchObject({ requester: 'anna@mail.example', requesterName: 'Anna Berg' })
  })

  test('a person who wants answers elsewhere is still who wrote', async () => {
    const head = 'From: Anna Berg <anna@mail.example>\nReply-To: ben@mail.example\nSubject: Broken'

    expect(await found(asMail(head, 'My order never came'))).toMatchObject({ requester: 'anna@mail.example' })
  })

  test.each([
    ['From anna@mail.example Mon Mar  4 10:11:12 2024\n', Date.UTC(2024, 2, 4, 10, 11, 12)],
    ['From anna@mail.example Mon Mar 14 10:11 2024\n', Date.UTC(2024, 2, 14, 10, 11)],
    ['From anna@mail.example Mon Mar  4 10:11:12 2024 +0100\n', Date.UTC(2024, 2, 4, 9, 11, 12)],
    ['From 1234@xxx Mon Mar 04 10:11:12 +0000 2024\n', Date.UTC(2024, 2, 4, 10, 11, 12)],
    ['From anna@mail.example\n', null],
    ['', null],
  ])('a mail without a date came in when its archive says: %j', async (envelope, at) => {
    const mail = asMail('From: anna@mail.example\nSubject: Broken', 'My order never came', envelope)

    expect((await found(mail)).askedAt).toBe(at)
  })

  test('whether somebody comes to a meeting is no question', async () => {
    const calendar =
      'From: anna@mail.example\nSubject: Accepted: Call\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nAnna has accepted.\n--b\nContent-Type: text/calendar; charset=utf-8; method=REPLY\n\nBEGIN:VCALENDAR\n--b--'

    expect((await readMail(Buffer.from(calendar))).found).toEqual(saying('was written by a program'))
    expect(typeof (await readMail(Buffer.from(calendar.replace('REPLY', 'REQUEST')))).found).toBe('object')
  })
})

describe('a mail of which nothing says that it is an answer', () => {
  const PASTED = 'The server says this:\n\n> error 17: no space left on device\n> retry later.'

  test.each([
    ['Broken', '', true],
    ['Re: Broken', '', undefined],
    ['Broken', '\nIn-Reply-To: <1@mail.example>', undefined],
  ])('“%s”%s keeps what was pasted into it with `>`: %s', async (subject, more, isKept) => {
    const request = await found(asMail(`From: anna@mail.example\nSubject: ${subject}${more}`, PASTED))

    expect(redactRequest(request, [])?.text).toBe(isKept ? PASTED : 'The server says this:')
  })

  test.each([
    ['that begins with one', '> Which version?\n\nVersion 5.\n\n> Restarted?\n\nYes.', 'Version 5.\nYes.'],
    [
      'that holds the head of one',
      'Still broken\n\n> On Mon, Jan 5, 2026 at 10:04 AM Help <h@x.example> wrote:\n>\n> restart',
      'Still broken',
    ],
  ])('loses a quote %s', async (_what, text, kept) => {
    expect(redactRequest(await found(asMail('From: anna@mail.example\nSubject: x', text)), [])?.text).toBe(kept)
  })

  test('loses what a program has set in as a quote', async () => {
    const html = '<p>Still broken</p><blockquote type="cite">Which version?</blockquote><p>Version 5</p>'
    const mail = asMail('From: anna@mail.example\nSubject: x\nContent-Type: text/html', html)

    expect(redactRequest(await found(mail), [])?.text).toBe('Still broken\nVersion 5')
  })

  test('loses what stands under the head of a quote all the same', async () => {
    const text = 'It fails.\n\nOn Tue, Mar 4, 2025 at 10:11 AM Help <h@x.example> wrote:\n> Which version?'

    expect(redactRequest(await found(asMail('From: anna@mail.example\nSubject: x', text)), [])?.text).toBe('It fails.')
  })
})
