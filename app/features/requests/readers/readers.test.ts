import { english } from '#test/support/refusals.ts'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fileOf, readAll } from '#test/support/read-files.ts'
import { planImport } from './plan-import.server.ts'
import { readRequests, type ReadRecord } from './read-requests.server.ts'
import { lettersFrom, type ByteFile } from './source.server.ts'

const textsOf = (records: readonly ReadRecord[]) =>
  records.map(({ request, refusal, line }) => request?.text ?? `${line}: ${english(refusal)}`)

const refusalOf = async (content: string | Buffer, name = 'requests.csv'): Promise<string> =>
  english((await planImport(fileOf(content, 4096), name)).refusal ?? 'read')

describe('separated values', () => {
  test('quoted fields hold delimiters, line ends and quotes; a quote within is a letter', async () => {
    const records = await readAll(
      'id,subject,message\r\n1,"A, b","first\r\nsecond ""x"""\r\n2,5" disk,it is "odd" here\r\n',
    )

    expect(records.map(({ line, request }) => [line, request?.externalId, request?.subject, request?.text])).toEqual([
      [2, '1', 'A, b', 'first\r\nsecond "x"'],
      [4, '2', '5" disk', 'it is "odd" here'],
    ])
  })

  test.each([
    [
      ',',
      'Ticket ID,Created at,Requester email,Subject,Description,Status',
      '17,2024-03-04 10:11,anna@mail.example,Card,My card is refused,solved',
    ],
    [
      ';',
      'Ticketnummer;Erstellt am;E-Mail-Adresse;Betreff;Beschreibung;Status',
      '17;04.03.2024 10:11;anna@mail.example;Card;My card is refused;gelöst',
    ],
    [
      '\t',
      'Numéro\tDate de création\tAdresse e-mail\tObjet\tMessage\tStatut',
      '17\t04/03/2024 10:11\tanna@mail.example\tCard\tMy card is refused\trésolu',
    ],
    [
      '|',
      'Referencia|Fecha|Correo electrónico|Asunto|Mensaje|Estado',
      '17|2024-03-04T10:11:00Z|anna@mail.example|Card|My card is refused|resuelto',
    ],
  ])('columns parted by “%s” are guessed by their headers: %s', async (_delimiter, header, row) => {
    const [record] = await readAll(`${header}\n${row}\n`)

    expect(record?.request).toMatchObject({
      externalId: '17',
      requester: 'anna@mail.example',
      subject: 'Card',
      text: 'My card is refused',
      outcome: 'solved',
      askedAt: Date.UTC(2024, 2, 4, 10, 11),
    })
  })

  test.each([
    ['First Name,Last Name', 'Anna,Smith'],
    ['First name,Last name', 'Anna,Smith'],
    ['Last Name,First Name', 'Smith,Anna'],
    ['Vorname,Nachname', 'Anna,Smith'],
  ])('a name in the columns %s is one name', async (header, row) => {
    const [record] = await readAll(
      `${header},Description\n${row},My card is refused at the desk\n${row},My card is refused at the shop\n${row},My card is refused at home\n`,
    )

    expect(record?.request?.requesterName).toBe('Anna Smith')
  })

  test('labels in several columns of one name are all of the request’s', async () => {
    const [record] = await readAll(
      'Summary,Issue key,Issue Type,Labels,Labels,Description\nVPN drops,HD-1,Service Request,vpn,net,The VPN drops every five minutes\n',
    )

    expect(record?.request?.tags).toEqual(['vpn', 'net'])
  })

  test('a letter of two units that lies across two pieces of a file in UTF-16 is read whole', async () => {
    const file: ByteFile = {
      size: 0,
      sample: async () => Buffer.alloc(0),
      async *stream() {
        const bytes = Buffer.from('a😀b', 'utf16le').swap16()
        for (const byte of bytes) yield Buffer.from([byte])
      },
    }
    const pieces: Buffer[] = []
    for await (const piece of lettersFrom(file, 'utf-16be', 0)) pieces.push(piece)

    expect(Buffer.concat(pieces).toString('utf8')).toBe('a😀b')
  })

  test('a text of several lines within quotes does not hide the delimiter', async () => {
    const row = (n: number) => `${n};kunde@mail.example;"Guten Tag,\nmeine Karte, die neue, geht nicht ${n}"`

    const records = await readAll(`Nr;E-Mail;Beschreibung\n${[1, 2, 3, 4].map(row).join('\n')}\n`)

    expect(records.map(({ line, request }) => [line, request?.externalId, request?.requester])).toEqual(
      [2, 4, 6, 8].map((line, at) => [line, String(at + 1), 'kunde@mail.example']),
    )
  })

  test('without a header, columns are told by what stands in them', async () => {
    const [record] = await readAll(
      '2024-03-04,x@mail.example,The app closes by itself when I open it\n2024-03-05,y@mail.example,I can not change my address at all\n',
    )

    expect(record?.line).toBe(1)
    expect(record?.request).toMatchObject({
      requester: 'x@mail.example',
      text: 'The app closes by itself when I open it',
      askedAt: Date.UTC(2024, 2, 4),
    })
  })

  test('ragged rows: empty ends are taken, rows that can’t be trusted are refused by line', async () => {
    const records = await readAll('id,subject,message\n1,a,first text\n2,b\n3,c,third, with more\n4,d,fourth,,\n')

    expect(textsOf(records)).toEqual([
      'first text',
      '3: has 2 fields where the header has 3, so “message” is missing',
      '4: has 4 fields where the header has 3: check for a “,” or a line break in a field without quotes',
      'fourth',
    ])
  })

  test('a quote that is never closed costs its own line only', async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at},word,a text that is long enough ${at}`)
    rows[2] = '2,word,"never closed'

    const records = await readAll(`id,subject,message\n${rows.join('\n')}\n`, { step: 65_536 })

    expect(records.length).toBe(30_000)
    expect(textsOf(records.slice(1, 4))).toEqual([
      'a text that is long enough 1',
      '4: a quotation mark is opened here and never closed',
      'a text that is long enough 3',
    ])
  })

  test('the line by which Excel is told what parts the fields is no row', async () => {
    const records = await readAll('\ufeffsep=;\r\nNr;Frage;Datum\r\n7;"Wie geht das; und wann?";45355,5\r\n')

    expect(records.map(({ line, request }) => [line, request?.externalId, request?.text, request?.askedAt])).toEqual([
      [3, '7', 'Wie geht das; und wann?', Date.UTC(2024, 2, 4, 12)],
    ])
  })

  test('a quote that is never closed near the end leaves the lines after it', async () => {
    const records = await readAll('id,message\n1,"never closed\n2,second text\n3,third text\n')

    expect(textsOf(records)).toEqual([
      '2: a quotation mark is opened here and never closed',
      'second text',
      'third text',
    ])
  })

  test('any record’s end is a place to go on from', async () => {
    const content = 'id,message\n1,"one\ntwo"\n2,three\n3,"fo""ur"\n'
    const all = await readAll(content)
    const plan = await planImport(fileOf(content), 'a.csv')
    if (plan.refusal !== null) throw new Error(plan.refusal)

    for (const [at, { end, nextLine }] of all.entries()) {
      const rest = []
      for await (const record of readRequests(fileOf(content), plan.options, { position: end, line: nextLine }))
        rest.push(record)
      expect(rest).toEqual(all.slice(at + 1))
    }
  })
})

describe('a line of 200 MB', () => {
  test('is refused without being held, and the next line is read', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a')
    const file: ByteFile = {
      size: 200 * 1024 * 1024,
      async *stream(from) {
        yield Buffer.from('id,message\n1,first text\n2,'.slice(from))
        for (let at = 0; at < 200; at += 1) {
          yield chunk
          await Promise.resolve()
        }
        yield Buffer.from('\n3,third text\n')
      },
      sample: (from) =>
        Promise.resolve(from === 0 ? Buffer.from('id,message\n1,first text\n2,') : chunk.subarray(0, 1000)),
    }
    const plan = await planImport(file, 'a.csv')
    if (plan.refusal !== null) throw new Error(plan.refusal)
    let most = 0
    const records = []

    const before = process.memoryUsage().rss
    for await (const record of readRequests(file, plan.options, {
      position: plan.options.start,
      line: 2,
    })) {
      records.push(record)
      most = Math.max(most, process.memoryUsage().rss)
    }

    expect(textsOf(records)).toEqual(['first text', '3: is longer than 1 MB, so it was skipped', 'third text'])
    expect(most - before).toBeLessThan(100 * 1024 * 1024)
  })
})

describe('how letters are written', () => {
  const text =
    'id,message\n1,Ich möchte die Straße ändern – für später\n2,Größe passt nicht, können Sie helfen?\n3,Über die App läuft es schön\n'

  test.each([
    ['UTF-8 with its mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16 with its mark', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16, big end first', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['UTF-16 without its mark', iconv.encode(text, 'utf-16le')],
    ['Windows-1252', iconv.encode(text, 'windows-1252')],
  ])('%s is detected and read', async (_name, bytes) => {
    const records = await readAll(bytes)

    expect(textsOf(records)[0]).toBe('Ich möchte die Straße ändern – für später')
    expect(records.length).toBe(3)
    expect(records[0]?.request?.externalId).toBe('1')
  })

  test('one row with broken letters is refused, the rest is read', async () => {
    const records = await readAll(
      Buffer.concat([Buffer.from(text.repeat(3000)), Buffer.from([0x39, 0x2c, 0xff, 0xfe, 0x0a])]),
      { step: 65_536 },
    )

    expect(english(records.at(-1)?.refusal)).toBe('contains bytes that aren’t valid UTF-8')
  })
})

describe('files that are something else', () => {
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'The file is empty.'],
    ['empty lines', '\n\n  \n', 'nothing but empty lines'],
    ['a zip bomb', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)]), 'zip archive. Unpack it'],
    [
      'a spreadsheet',
      Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('....[Content_Types].xml')]),
      'CSV UTF-8',
    ],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'CSV UTF-8'],
    ['gzip', gzipSync('id,message\n1,a'), 'gzip archive. Unpack it'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'This is a PDF'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'picture'],
    ['a program’s own', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)), 'isn’t text'],
    ['UTF-32', Buffer.from('fffe000041000000', 'hex'), 'UTF-32'],
  ])('%s named .csv is refused with what to do', async (_what, content, why) => {
    expect(await refusalOf(content)).toContain(why)
  })
})

describe('JSON', () => {
  const ticket = (id: number) => ({
    id,
    requester_id: 7,
    subject: 'Card {refused}',
    description: 'My card "is" refused',
    status: 'solved',
    tags: ['card', 'shop'],
    created_at: '2024-03-04T10:11:12Z',
    via: { channel: 'email' },
    satisfaction_rating: { score: 'good' },
    requester: { id: 7, email: 'anna@mail.example', name: 'Anna Smith' },
    comments: [
      { author_id: 7, plain_body: 'My card "is" refused', public: true, created_at: '2024-03-04T10:11:12Z' },
      {
        author_id: 1,
        author: { role: 'agent' },
        plain_body: 'Please raise its limit.',
        public: true,
        created_at: '2024-03-04T11:00:00Z',
      },
      { author_id: 1, author: { role: 'agent' }, plain_body: 'Angry customer', public: false },
      { author_id: 7, author: { role: 'end-user' }, plain_body: 'That helped', public: true },
    ],
  })
  const asRequest = {
    externalId: '5',
    subject: 'Card {refused}',
    text: 'My card "is" refused',
    outcome: 'solved',
    channel: 'mail',
    satisfaction: 1,
    requester: 'anna@mail.example',
    requesterName: 'Anna Smith',
    tags: ['card', 'shop'],
    askedAt: Date.UTC(2024, 2, 4, 10, 11, 12),
  }

  test.each([
    ['one list', JSON.stringify({ tickets: [ticket(5), ticket(6)], next_page: null, count: 2 })],
    ['one list, laid out', JSON.stringify({ count: 2, tickets: [ticket(5), ticket(6)] }, null, 2)],
    ['a list alone', JSON.stringify([ticket(5), ticket(6)])],
    ['one a line', `${JSON.stringify(ticket(5))}\n${JSON.stringify(ticket(6))}\n`],
  ])('tickets of Zendesk as %s', async (_how, content) => {
    const records = await readAll(content, { name: 'tickets.json' })

    expect(records.map(({ request }) => request?.externalId)).toEqual(['5', '6'])
    expect(records[0]?.request).toMatchObject(asRequest)
    expect(records[0]?.request?.replies).toEqual([
      { author: 'staff', text: 'Please raise its limit.', at: Date.UTC(2024, 2, 4, 11), handlingSeconds: null },
      { author: 'requester', text: 'That helped', at: null, handlingSeconds: null },
    ])
  })

  test('a record of a line has its own names; what is broken is refused by line', async () => {
    const content =
      '{"id":"a","title":"T","text":"first text here","created":"2018-11-30T16:29:42","replies":["Try this."]}\n{"id":\n[1]\n\n{"id":"b","title":"U","text":"second"}\n'

    const records = await readAll(content, { name: 'a.jsonl' })

    expect(textsOf(records)).toEqual([
      'first text here',
      '2: isn’t valid JSON',
      '3: isn’t a record: a record is written in { }',
      'second',
    ])
    expect(records[0]?.request).toMatchObject({
      subject: 'T',
      askedAt: Date.UTC(2018, 10, 30, 16, 29, 42),
      replies: [{ author: 'staff', text: 'Try this.' }],
    })
  })

  test.each(['{"tickets": [%s], "count": 7}', '[%s]'])(
    'entries of %s that are no objects are refused by their number, and cost no other entry',
    async (list) => {
      const entries = [
        JSON.stringify(ticket(5)),
        '7',
        '"a, ] } b"',
        JSON.stringify(ticket(6)),
        'null',
        '[1, {"id": 2}]',
        ' true ',
      ]

      const records = await readAll(list.replace('%s', entries.join(', ')), { name: 'tickets.json' })

      const why = 'isn’t a record: a record is written in { }'
      expect(records.map(({ line, request, refusal }) => [line, request?.externalId ?? english(refusal)])).toEqual([
        [1, '5'],
        [2, why],
        [3, why],
        [4, '6'],
        [5, why],
        [6, why],
        [7, why],
      ])
    },
  )

  test('a list that breaks off gives what was whole', async () => {
    const whole = JSON.stringify({ tickets: [ticket(5), ticket(6)] })

    const records = await readAll(whole.slice(0, -200), { name: 'tickets.json' })

    expect(records[0]?.request?.externalId).toBe('5')
    expect(english(records[1]?.refusal)).toBe('isn’t valid JSON')
  })
})

describe('mail archives', () => {
  const archive = [
    'From anna@mail.example Mon Mar  4 10:11:12 2024',
    'From: Anna Smith <anna@mail.example>',
    'To: help@example.test',
    'Subject: Re: =?utf-8?q?Gr=C3=B6=C3=9Fe?=',
    'Message-ID: <one@mail.example>',
    'Date: Mon, 4 Mar 2024 10:11:12 +0000',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Die Gr=F6=DFe passt nicht.',
    '',
    '>From here on it is odd.',
    '',
    'From help@example.test Mon Mar  4 11:00:00 2024',
    'From: Help <help@example.test>',
    'Subject: Re: Größe',
    'Message-ID: <two@example.test>',
    'In-Reply-To: <one@mail.example>',
    'References: <one@mail.example>',
    'Date: Mon, 4 Mar 2024 11:00:00 +0000',
    'Content-Type: text/html',
    '',
    '<html><head><style>p{}</style></head><body><p>Send it&nbsp;back.</p><div>Bye</div><blockquote>Die</blockquote></body></html>',
    '',
    'From x Mon Mar  4 12:00:00 2024',
    'Auto-Submitted: auto-replied',
    'Subject: Away',
    '',
    'I am away',
    '',
  ].join('\r\n')

  test('are read message by message, in their own letters, with what they answer', async () => {
    const records = await readAll(archive, { name: 'mails.mbox' })

    expect(
      records.map(
        ({ request, refusal }) =>
          (refusal && english(refusal)) ?? [request?.externalId, request?.subject, request?.answers],
      ),
    ).toEqual([
      ['<one@mail.example>', 'Größe', []],
      ['<two@example.test>', 'Größe', ['<one@mail.example>']],
      'is an automatic answer, such as “out of office”',
    ])
    expect(records[0]?.request).toMatchObject({
      requester: 'anna@mail.example',
      requesterName: 'Anna Smith',
      askedAt: Date.UTC(2024, 2, 4, 10, 11, 12),
    })
    expect(records[0]?.request?.text).toContain('Die Größe passt nicht.')
    expect(records[0]?.request?.text).toContain('From here on')
    expect(records[1]?.request?.text).toMatch(/^Send it back\.\n+Bye/)
  })
})

test('plain text is one request a line', async () => {
  const records = await readAll('How do I reset it?\n\nMy card is gone\n', { name: 'a.txt' })

  expect(records.map(({ line, request }) => [line, request?.text])).toEqual([
    [1, 'How do I reset it?'],
    [3, 'My card is gone'],
  ])
})
