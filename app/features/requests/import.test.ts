import { saying } from '#test/support/refusals.ts'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { aTopic } from '#test/support/factories/knowledge.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { writeOwnData } from '#app/features/accounts/queries/own-data.server.ts'
import { chooseHeader } from './commands/choose-header.server.ts'
import { importFile } from './commands/import-file.server.ts'
import { receiveFile } from './commands/receive-file.server.ts'
import { changeBrand } from './commands/source-brand.server.ts'
import { startImport } from './commands/start-import.server.ts'
import { cancelImport, keepImport, removeImportNow, undo, undoImport } from './commands/stop-import.server.ts'
import { readImport } from './commands/read-import.server.ts'
import { readFile, removeImported } from './jobs/read-file.server.ts'
import { joinRequester, forgetRequester } from './jobs/settle-requester.server.ts'
import { sweepIntake } from './jobs/sweep-intake.server.ts'
import { getImport, listImports, listRefusals } from './queries/imports.server.ts'
import { getMapping } from './queries/mapping.server.ts'
import { keptFile } from './readers/kept-file.server.ts'

const HEADER = 'id,created,email,name,subject,message,status\n'
const row = (n: number, message = `The app closes by itself number ${n}`) =>
  `${n},2024-03-04 10:11,anna${n % 3}@mail.example,Anna Smith,App,"${message}",solved\n`

eachDatabase((_name, open) => {
  let database: TestDatabase
  let services: TestServices
  beforeEach(async () => {
    database = open()
    await database.clear()
    services = someServices(database)
  })
  afterAll(() => undefined)

  const requests = () => database.db.selectFrom('requests').selectAll().orderBy('id').execute()
  const file = async (content: string | Buffer, name = 'tickets.csv'): Promise<string> => {
    const path = join(await mkdtemp(join(inject('stores').folder, 'file-')), name)
    await writeFile(path, content)
    return path
  }
  const upload = async (content: string, name = 'tickets.csv') => {
    const agent = asViewer(await aMember(database.db, { role: 'agent' }))
    const context = services.as(agent)
    const pieces = (async function* () {
      yield Buffer.from(content)
      await Promise.resolve()
    })()
    return { context, id: await receiveFile(context, { name, pieces }) }
  }

  describe('a file on this machine', () => {
    test('becomes requests: redacted, keyed, joined to the member of the address', async () => {
      const member = await aMember(database.db, { email: 'Anna1@mail.example', email_key: 'anna1@mail.example' })
      const path = await file(
        `${HEADER}${row(1, 'Hi Ben,\nmy card 4111 1111 1111 1111, write to me@mail.example.\nRegards,\nAnna Smith')}${row(2)}${row(4)}`,
      )

      const done = await importFile(services, { file: path, channel: 'mail' })

      expect(done).toMatchObject({
        state: 'finished',
        accepted: 3,
        unchanged: 0,
        refused: 0,
        percent: 100,
        source: 'tickets',
        redactions: { card: 1, email: 1, name: 2 },
      })
      const [first, second, third] = await requests()
      expect(first).toMatchObject({
        channel: 'mail',
        source: 'tickets',
        external_id: '1',
        subject: 'App',
        outcome: 'solved',
        language: 'en',
        member_id: member.id,
        asked_at: Date.UTC(2024, 2, 4, 10, 11),
        text: 'Hi [name],\nmy card [card number], write to [e-mail address].\nRegards,\n[name]',
      })
      expect(first?.requester_key).toBe(third?.requester_key)
      expect(first?.requester_key).not.toBe(second?.requester_key)
      expect(JSON.stringify(await requests())).not.toMatch(/anna\d@|Smith|4111/)
    })

    test('a time that can’t be read is counted, for it stands as now', async () => {
      const path = await file(
        `${HEADER}${row(1)}${row(2).replace('2024-03-04', 'last week')}${row(3).replace('2024-03-04 10:11', '')}`,
      )

      const done = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 3, undated: 2 })
    })

    test('a time in the future is none', async () => {
      const path = await file(`${HEADER}${row(1)}${row(2).replace('2024-', '2094-')}`)

      await importFile(services, { file: path })

      const [known, future] = await requests()
      expect(known?.asked_at).toBe(Date.UTC(2024, 2, 4, 10, 11))
      expect(future?.asked_at).toBe(future?.created_at)
    })

    test('imported again, it changes nothing; with more rows, it brings those', async () => {
      await importFile(services, { file: await file(HEADER + row(1) + row(2)), source: 'shop' })

      const again = await importFile(services, { file: await file(HEADER + row(1) + row(2) + row(3)), source: 'shop' })
      const other = await importFile(services, { file: await file(HEADER + row(1)), source: 'bank' })

      expect(again).toMatchObject({ accepted: 1, unchanged: 2 })
      expect(other).toMatchObject({ accepted: 1, unchanged: 0 })
    })

    test('exported again later, what is known goes on: replies, outcome, satisfaction; and nothing else changes', async () => {
      const ticket = (more: object) =>
        JSON.stringify({
          id: '7',
          subject: 'The app closes',
          text: 'It closes by itself every day.',
          outcome: 'open',
          ...more,
        })
      const reply = (text: string) => ({ author: 'staff', text, handling_seconds: 60 })
      const read = async (line: string) =>
        importFile(services, { file: await file(`${line}\n`, 'tickets.jsonl'), source: 'desk' })
      await read(ticket({ replies: [] }))
      const [first] = await requests()
      const topic = await aTopic(database.db)
      await database.db.updateTable('requests').set({ topic_id: topic.id }).execute()

      const later = await read(
        ticket({
          text: 'Another text altogether',
          outcome: 'solved',
          satisfaction: 1,
          replies: [reply('Please update it.'), reply('Does it work now?')],
        }),
      )
      const same = await read(
        ticket({
          outcome: 'solved',
          satisfaction: 1,
          replies: [reply('Please update it.'), reply('Does it work now?')],
        }),
      )
      const old = await read(ticket({ replies: [] }))

      expect(later).toMatchObject({ accepted: 0, updated: 1, unchanged: 0 })
      expect([same, old]).toMatchObject([
        { accepted: 0, updated: 0, unchanged: 1 },
        { updated: 0, unchanged: 1 },
      ])
      expect(await requests()).toEqual([{ ...first, topic_id: topic.id, outcome: 'solved', satisfaction: 1 }])
      const replies = await database.db.selectFrom('request_replies').select('text').orderBy('position').execute()
      expect(replies.map(({ text }) => text)).toEqual(['Please update it.', 'Does it work now?'])
      const counts = await database.db.selectFrom('jobs').select('subject').where('name', '=', 'topics.count').execute()
      expect(counts).toEqual([{ subject: `topic:${topic.id}` }])
    })

    test('a copy that does not say how it ended, or is older, leaves what is known of that', async () => {
      const read = async (more: object) =>
        importFile(services, {
          file: await file(
            `${JSON.stringify({ id: '7', text: 'It closes by itself every day.', ...more })}\n`,
            'tickets.jsonl',
          ),
          source: 'desk',
        })
      const replies = (...said: string[]) => said.map((text) => ({ author: 'staff', text }))
      await read({ outcome: 'solved', replies: replies('Please update it.', 'Does it work now?') })

      const silent = await read({ replies: replies('Please update it.') })
      const older = await read({ outcome: 'open', replies: replies('Please update it.') })

      expect([silent, older]).toMatchObject([
        { updated: 0, unchanged: 1 },
        { updated: 0, unchanged: 1 },
      ])
      expect(await requests()).toMatchObject([{ outcome: 'solved' }])
      await read({ outcome: 'open', replies: replies('Please update it.', 'Does it work now?', 'Then start it anew.') })
      expect(await requests()).toMatchObject([{ outcome: 'answered' }])
    })

    test('exported again after the import that brought a reply was undone, only what is missing comes back', async () => {
      const ticket = (...said: string[]) =>
        JSON.stringify({
          id: '7',
          subject: 'The app closes',
          text: 'It closes by itself every day.',
          replies: said.map((text) => ({ author: 'staff', text })),
        })
      const read = async (...said: string[]) =>
        importFile(services, { file: await file(`${ticket(...said)}\n`, 'tickets.jsonl'), source: 'desk' })
      await read('Please update it.')
      const second = await read('Please update it.', 'Does it work now?')
      await read('Please update it.', 'Does it work now?', 'Then start it anew.')
      await undo(services, second.id)
      await removeImported(services, second.id)

      const again = await read('Please update it.', 'Does it work now?', 'Then start it anew.')

      expect(again).toMatchObject({ state: 'finished', accepted: 0, updated: 1, unchanged: 0 })
      const replies = await database.db.selectFrom('request_replies').select('text').orderBy('position').execute()
      expect(replies.map(({ text }) => text)).toEqual(['Please update it.', 'Does it work now?', 'Then start it anew.'])
    })

    test('rows without an id are known by what they say', async () => {
      const path = await file('How do I reset it?\nHow do I reset it?\nMy card is gone\n', 'lines.txt')

      const first = await importFile(services, { file: path })
      const second = await importFile(services, { file: path })

      expect(first).toMatchObject({ accepted: 2, unchanged: 1 })
      expect(second).toMatchObject({ accepted: 0, unchanged: 3 })
    })

    test('of what has no time, what was refused is not counted', async () => {
      const path = await file('id,message\n1,How do I pay here?\n2,Where is my parcel?\n1,How do I get out?\n')

      const done = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 2, refused: 1, undated: 2 })
    })

    test('ids that a spreadsheet changed merge nothing: the rows are taken without one, and counted', async () => {
      const rows = ['one', 'two', 'three'].map((word) => row(1, `The app closes ${word}`).replace('1,', '1.23457E+11,'))
      const path = await file(`${HEADER}${rows.join('')}${row(2).replace('2,', '"=""0012""",')}`)

      const done = await importFile(services, { file: path })
      const again = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 4, unchanged: 0, refused: 0, damagedIds: 3 })
      expect(again).toMatchObject({ accepted: 0, unchanged: 4 })
      expect((await requests()).map((one) => one.external_id?.slice(0, 8))).toEqual([
        'content ',
        'content ',
        'content ',
        '0012',
      ])
    })

    test('two rows with one id that say different things don’t become one, however far apart', async () => {
      const between = Array.from({ length: 900 }, (_, n) => row(n + 10)).join('')
      const path = await file(
        `${HEADER}${row(1)}${row(1, 'Where is my parcel?')}${row(1)}${between}${row(1, 'How do I pay?')}`,
      )

      const done = await importFile(services, { file: path })

      const reason = 'has the number “1” of an earlier row, but a different text: two requests can’t share a number'
      expect(done).toMatchObject({ accepted: 901, unchanged: 1, refused: 2 })
      expect(await listRefusals(database.db, done.id, 10, 'en')).toEqual([
        { line: 3, reason },
        { line: 905, reason },
      ])
    })

    test.each([
      [
        'tickets.csv',
        (ids: readonly string[]) =>
          `id,message\n${ids.map((id, n) => `${id},Where is parcel ${n} of mine?\n`).join('')}`,
      ],
      [
        'tickets.jsonl',
        (ids: readonly string[]) =>
          ids
            .map(
              (id, n) =>
                `{"id":${id},"requester_id":7,"via":{"channel":"web"},"description":"Where is parcel ${n} of mine?"}\n`,
            )
            .join(''),
      ],
    ])(
      'long ids whose figures are lost are none in %s; those that end in a zero by chance are',
      async (name, content) => {
        const lost = ['1234567890123450', '1234567890123450', '1234567890123460', '1234567890123470']
        const whole = ['2234567890123450', '2234567890123451', '2234567890123452', '2234567890123453']

        const [first, second] = [
          await importFile(services, { file: await file(content(lost), name), source: 'a' }),
          await importFile(services, { file: await file(content(whole), name), source: 'b' }),
        ]

        expect([first, second]).toMatchObject([
          { accepted: 4, damagedIds: 4, refused: 0 },
          { accepted: 4, damagedIds: 0, refused: 0 },
        ])
      },
    )

    test('ratings count by their whole column, and dates by its one date that tells their order', async () => {
      const some = Array.from(
        { length: 900 },
        (_, n) => `${n},Where is parcel ${n} of mine?,03/04/2024,${[1, 2, 3, 3][n % 4] ?? ''}\n`,
      )
      const path = await file(`id,message,created,rating\n${some.join('')}900,Where is the last parcel?,04/25/2024,5\n`)

      await importFile(services, { file: path })

      const stored = await requests()
      expect([...stored.slice(0, 3), ...stored.slice(-1)].map((one) => one.satisfaction)).toEqual([0, 0, null, 1])
      expect(stored[0]?.asked_at).toBe(Date.UTC(2024, 2, 4))
    })

    test('a text that a spreadsheet cut at the end of its cell is counted', async () => {
      const path = await file(`id,message\n1,${'Where is it? '.repeat(2600).slice(0, 32_767)}\n2,Where is my parcel?\n`)

      expect(await importFile(services, { file: path })).toMatchObject({ accepted: 2, cutTexts: 1 })
    })

    test('a header further down is named by its line', async () => {
      const path = await file(`Report,of,all\nMade,by,us\nA,B,C\n1,Where is my parcel?,x\n`)

      const done = await importFile(services, { file: path, headerLine: 3, mapping: { text: 'B', id: 'A' } })

      expect(done).toMatchObject({ accepted: 1, refused: 0 })
      expect((await requests())[0]).toMatchObject({ external_id: '1', text: 'Where is my parcel?' })
      await expect(importFile(services, { file: path, headerLine: 9 })).rejects.toThrow('Line 9 isn’t a header')
    })

    test('where several columns could be the text, the refusal names them', async () => {
      const long = (n: number) => `This is what somebody wrote in row ${n} of it`
      const path = await file(`Alpha,Beta,Gamma\n${[1, 2, 3].map((n) => `${long(n)},${long(n + 9)},${n}\n`).join('')}`)

      await expect(importFile(services, { file: path })).rejects.toThrow('“Alpha” and “Beta” contain sentences')
    })

    test('what is refused is told by line, with the reason', async () => {
      const path = await file(`${HEADER}${row(1)}2,x\n${row(3, '> only quoted')}4,2024-01-01,a@b.de,,,  ,\n`)

      const done = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 2, refused: 2 })
      expect(await listRefusals(database.db, done.id, 10, 'en')).toEqual([
        { line: 3, reason: 'has 2 fields where the header has 7, so “message” is missing' },
        { line: 5, reason: 'says nothing' },
      ])
    })

    test('stopped half-way it goes on where it was, and nothing is there twice', async () => {
      const rows = Array.from({ length: 1000 }, (_, at) => row(at)).join('')
      const path = await file(HEADER + rows)
      const failing = importFile(services, {
        file: path,
        onProgress: () => {
          throw new Error('pulled the plug')
        },
      })
      await expect(failing).rejects.toThrow('pulled the plug')
      expect((await requests()).length).toBe(400)

      const done = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 1000, unchanged: 0, refused: 0 })
      expect((await requests()).length).toBe(1000)
      expect((await listImports(database.db, null)).rows.length).toBe(1)
    })

    test('mails that answer a mail are its replies, whoever is not the asker is staff', async () => {
      const mail = (id: string, from: string, text: string, answers = '') =>
        `From x Mon Mar  4 10:11:12 2024\nFrom: ${from}\nSubject: Card\nMessage-ID: <${id}@x>\nDate: Mon, 4 Mar 2024 10:11:12 +0000\n${answers && `References: <${answers}@x>\n`}\n${text}\n\n`
      const path = await file(
        mail('1', 'Anna Smith <anna@mail.example>', 'My card is gone.') +
          mail(
            '2',
            'help@example.test',
            'Dear Anna,\nwe send a new one.\n\nOn Mon, 4 Mar 2024 Anna wrote:\n> gone',
            '1',
          ) +
          mail('3', 'anna@mail.example', 'Thank you!', '1'),
        'box.mbox',
      )

      const first = await importFile(services, { file: path })
      const again = await importFile(services, { file: path })

      expect(first).toMatchObject({ accepted: 1, refused: 0 })
      expect(again).toMatchObject({ accepted: 0, unchanged: 3 })
      expect(await requests()).toMatchObject([{ channel: 'mail', text: 'My card is gone.', outcome: 'answered' }])
      const replies = await database.db.selectFrom('request_replies').selectAll().orderBy('position').execute()
      expect(replies.map(({ author, text }) => [author, text])).toEqual([
        ['staff', 'Dear [name],\nwe send a new one.'],
        ['requester', 'Thank you!'],
      ])
    })

    test('letters that can’t be told are counted, and garble no other mail', async () => {
      const mail = (id: string, charset: string, text: Buffer) =>
        Buffer.concat([
          Buffer.from(
            `From x Mon Mar  4 10:11:12 2024\nFrom: anna@mail.example\nSubject: Way\nMessage-ID: <${id}@x>\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n\n`,
          ),
          text,
          Buffer.from('\n\n'),
        ])
      const broken = Buffer.from('Die Straße ist für alle gesperrt')
      broken[broken.indexOf('ü') + 1] = 0x20
      const path = await file(
        Buffer.concat([
          mail('1', 'utf-8', Buffer.from('Die Straße ist zu')),
          mail('2', 'iso-8859-1', Buffer.from('Die Straße', 'latin1')),
          mail('3', 'utf-8', broken),
        ]),
        'box.mbox',
      )

      const done = await importFile(services, { file: path })

      expect(done).toMatchObject({ accepted: 3, refused: 0, garbled: 1 })
      expect((await requests()).map(({ text }) => text)).toEqual([
        'Die Straße ist zu',
        'Die Straße',
        'Die Straße ist f\ufffd r alle gesperrt',
      ])
    })

    test('an admin’s patterns are redacted', async () => {
      await database.db
        .insertInto('redaction_patterns')
        .values({ name: 'order number', pattern: 'ORD-\\d+', created_at: 1 })
        .execute()

      await importFile(services, { file: await file(HEADER + row(1, 'Where is ORD-123?')) })

      expect((await requests())[0]).toMatchObject({ text: 'Where is [order number]?', redactions: '{"number":1}' })
    })

    test('what can’t be read is refused in words', async () => {
      await expect(importFile(services, { file: await file('') })).rejects.toThrow('The file is empty.')
      await expect(importFile(services, { file: dirname(await file(HEADER)) })).rejects.toThrow(
        'is a folder. Choose a file in it.',
      )
      await expect(importFile(services, { file: await file('PK\u0003\u0004xl/') })).rejects.toThrow('spreadsheet')
      await expect(importFile(services, { file: await file('a,b\n1,2\n3,4\n') })).rejects.toThrow('Choose the column')
      await expect(
        importFile(services, { file: await file(HEADER + row(1)), mapping: { text: 'none' } }),
      ).rejects.toThrow('no column “none”')
    })
  })

  describe('an uploaded file', () => {
    const form = { source: 'shop', channel: 'mail' as const, dayFirst: true }

    test('waits for its columns, shows its first rows redacted, and is removed once read', async () => {
      const { context, id } = await upload(HEADER + row(1, 'Call +49 170 1234567') + row(2))

      const mapping = await getMapping(context, id)
      await startImport(context, id, { ...form, mapping: mapping.options.mapping })
      await startImport(context, id, { ...form, mapping: mapping.options.mapping })
      await readFile(services, id)
      await readFile(services, id)

      expect(mapping.state).toBe('mapping')
      expect(mapping.options.mapping).toMatchObject({ text: 'message', requester: 'email', askedAt: 'created' })
      expect(mapping.rows[0]).toMatchObject({ line: 2, text: 'Call [telephone number]', hasRequester: true })
      expect(await getImport(database.db, id)).toMatchObject({ state: 'finished', accepted: 2 })
      expect(services.blobs.kept.size).toBe(0)
    })

    test('gives its source a brand, which the next file keeps, and which can be changed or taken away', async () => {
      const { context, id } = await upload(HEADER + row(1))
      const start = async (next: number, brand?: string): Promise<void> => {
        const { options } = await getMapping(context, next)
        await startImport(context, next, {
          ...form,
          ...(brand === undefined ? {} : { brand }),
          mapping: options.mapping,
        })
      }
      await start(id, 'Nordbank')
      const next = await upload(HEADER + row(2))
      await start(next.id)
      expect((await getImport(database.db, next.id)).brand).toBe('Nordbank')

      await changeBrand(context, next.id, 'NORDBANK')
      expect((await getImport(database.db, id)).brand).toBe('Nordbank')
      await changeBrand(context, next.id, 'Südbank')
      expect((await getImport(database.db, id)).brand).toBe('Südbank')
      await changeBrand(context, next.id, '')
      await changeBrand(context, next.id, '')
      expect((await getImport(database.db, id)).brand).toBe('')
      const acts = await database.db.selectFrom('acts').select('verb').where('verb', '=', 'brand').execute()
      expect(acts).toHaveLength(2)

      await importFile(services, { file: await file(HEADER + row(3)), source: 'shop', brand: 'Nordbank' })
      expect((await getImport(database.db, id)).brand).toBe('Nordbank')
      await expect(changeBrand(services.as(asViewer(await aMember(database.db))), id, 'x')).rejects.toMatchObject({
        code: 'forbidden',
      })
    })

    test('remembers its columns for the next file with the same header', async () => {
      const { context, id } = await upload(HEADER + row(1))
      await startImport(context, id, { ...form, mapping: { text: 'subject' } })

      const next = await upload(HEADER + row(2))

      expect((await getMapping(next.context, next.id)).options.mapping).toEqual({ text: 'subject' })
    })

    test('another line is chosen for its header: its columns follow, are kept, and are read', async () => {
      const { context, id } = await upload(
        `Report,of,all\nMade,by,us\nnumber,message,rating\n1,Where is my parcel?,1\n2,How do I pay for it?,5\n`,
      )

      await chooseHeader(context, id, 3)
      const again = await chooseHeader(context, id, 3)
      const mapping = await getMapping(context, id)
      await expect(chooseHeader(context, id, 40)).rejects.toMatchObject({
        fields: { header_line: saying('Line 40') },
      })
      await startImport(context, id, { ...form, mapping: mapping.options.mapping })
      await readFile(services, id)

      expect(again).toBe(false)
      expect(mapping.options).toMatchObject({ headerLine: 3, columns: ['number', 'message', 'rating'], scale: '1-5' })
      expect(mapping.rows.map(({ line, text }) => [line, text])).toEqual([
        [4, 'Where is my parcel?'],
        [5, 'How do I pay for it?'],
      ])
      expect((await requests()).map((one) => [one.external_id, one.satisfaction])).toEqual([
        ['1', 0],
        ['2', 1],
      ])
    })

    test('times with a zone that stands for several are counted', async () => {
      const { context, id } = await upload(
        `number,message,created\n1,Where is my parcel?,2024-03-04 10:11 IST\n2,How do I pay for it?,2024-03-04 10:11 CET\n`,
      )

      expect((await getMapping(context, id)).options.ambiguousZones).toBe(1)
    })

    test('other columns are decided anew, and a scale that somebody chose counts', async () => {
      const { context, id } = await upload(
        `number,message,rating,mood\n1,Where is my parcel?,3,0\n2,How do I pay for it?,2,10\n`,
      )
      const mapping = { id: 'number', text: 'message' }
      const scaleOf = async (choice: object) =>
        (await getMapping(context, id, { ...form, ...choice } as typeof form & { mapping: object })).options.scale

      expect(await scaleOf({ mapping: { ...mapping, satisfaction: 'mood' } })).toBe('0-10')
      expect(await scaleOf({ mapping: { ...mapping, satisfaction: 'rating' } })).toBe('unclear')
      await startImport(context, id, { ...form, scale: '1-5', mapping: { ...mapping, satisfaction: 'rating' } })
      await readFile(services, id)
      expect((await requests()).map((one) => one.satisfaction)).toEqual([null, 0])
    })

    test('columns that make no request are refused', async () => {
      const { context, id } = await upload(HEADER + row(1))

      await expect(startImport(context, id, { ...form, mapping: {} })).rejects.toMatchObject({ code: 'invalid' })
      await expect(
        startImport(context, id, { ...form, mapping: { text: 'message', subject: 'message' } }),
      ).rejects.toThrow('twice')
    })

    test('a file that is none is refused, and not kept', async () => {
      await expect(upload('PK\u0003\u0004zip', 'bomb.csv')).rejects.toMatchObject({
        code: 'invalid',
        fields: { file: saying('zip archive') },
      })
      expect(services.blobs.kept.size).toBe(0)
    })

    test('two readers of one import leave each row once', async () => {
      const { context, id } = await upload(HEADER + Array.from({ length: 900 }, (_, at) => row(at)).join(''))
      await startImport(context, id, { ...form, mapping: (await getMapping(context, id)).options.mapping })
      const key = [...services.blobs.kept.keys()][0] ?? ''
      const kept = await keptFile(services.blobs, key)
      if (!kept) throw new Error('It is kept.')

      const ends = await Promise.all([readImport(services, id, kept), readImport(services, id, kept)])

      expect(ends.sort()).toEqual(['finished', 'stopped'])
      expect(await getImport(database.db, id)).toMatchObject({ accepted: 900, unchanged: 0 })
      expect((await requests()).length).toBe(900)
    })

    test('two imports at once, of the same rows, bring each once', async () => {
      const [one, two] = [await upload(HEADER + row(1) + row(2)), await upload(HEADER + row(1) + row(2))]
      for (const { context, id } of [one, two])
        await startImport(context, id, { ...form, mapping: (await getMapping(context, id)).options.mapping })

      await Promise.all([readFile(services, one.id), readFile(services, two.id)])

      const views = [await getImport(database.db, one.id), await getImport(database.db, two.id)]
      expect(views.reduce((sum, view) => sum + view.accepted, 0)).toBe(2)
      expect(views.reduce((sum, view) => sum + view.unchanged, 0)).toBe(2)
    })

    test('cancelled, it stops and its file goes; a job that comes later does nothing', async () => {
      const { context, id } = await upload(HEADER + row(1))
      await startImport(context, id, { ...form, mapping: { text: 'message' } })

      await cancelImport(context, id)
      await cancelImport(context, id)
      await readFile(services, id)

      expect(await getImport(database.db, id)).toMatchObject({ state: 'cancelled', accepted: 0 })
      expect(services.blobs.kept.size).toBe(0)
    })

    test('a file that is gone fails the import in words', async () => {
      const { context, id } = await upload(HEADER + row(1))
      await startImport(context, id, { ...form, mapping: { text: 'message' } })
      for (const key of services.blobs.kept.keys()) await services.blobs.remove(key)

      await readFile(services, id)

      expect(await getImport(database.db, id)).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('no longer stored') as string,
      })
    })

    test('whose job gave up says so until it goes on', async () => {
      const { context, id } = await upload(HEADER + row(1))
      await startImport(context, id, { ...form, mapping: { text: 'message' } })
      expect((await getImport(database.db, id)).state).toBe('reading')
      const parked = (at: number | null) =>
        database.db
          .updateTable('jobs')
          .set({ parked_at: at, pending_key: at === null ? `requests.import import:${id}` : null })
          .where('name', '=', 'requests.import')
          .execute()
      await parked(1)
      expect(await getImport(database.db, id)).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('under Jobs') as string,
      })
      await parked(null)
      expect((await getImport(database.db, id)).state).toBe('reading')
    })

    const actsOn = async (id: number) => {
      const rows = await database.db
        .selectFrom('acts')
        .select(['verb', 'member_id'])
        .where('subject_kind', '=', 'import')
        .where('subject_id', '=', id)
        .orderBy('id')
        .execute()
      return rows.map(({ verb, member_id }) => [verb, member_id])
    }

    test('undone, all it brought goes, and only that', async () => {
      await importFile(services, { file: await file(HEADER + row(7)), source: 'shop' })
      const { context, id } = await upload(HEADER + Array.from({ length: 700 }, (_, at) => row(at)).join(''))
      await startImport(context, id, { ...form, mapping: (await getMapping(context, id)).options.mapping })
      await readFile(services, id)
      expect((await requests()).length).toBe(700)

      await undoImport(context, id)
      await undoImport(context, id)
      await removeImportNow(context, id)
      await removeImported(services, id)
      await removeImported(services, id)

      expect((await requests()).map((one) => one.external_id)).toEqual(['7'])
      expect(await getImport(database.db, id)).toMatchObject({ state: 'undone', left: 0 })
      expect(await actsOn(id)).toEqual([
        ['undo', context.viewer.id],
        ['remove', context.viewer.id],
      ])
    })

    test('taken back by mistake, it is kept after all within half an hour, and not later', async () => {
      const { context, id } = await upload(HEADER + row(1) + row(2))
      await startImport(context, id, { ...form, mapping: (await getMapping(context, id)).options.mapping })
      await undoImport(context, id)
      await readFile(services, id)
      expect(await requests()).toEqual([])

      await keepImport(context, id)
      await readFile(services, id)
      await removeImported(services, id)
      expect(await requests()).toHaveLength(2)
      expect(services.blobs.kept.size).toBe(0)

      await undoImport(context, id)
      await removeImported(services, id)
      expect(await requests()).toHaveLength(2)
      services.clock.advance(31 * 60_000)
      await expect(keepImport(context, id)).rejects.toMatchObject({ code: 'conflict' })
      expect((await actsOn(id)).map(([verb]) => verb)).toEqual(['undo', 'keep', 'undo'])
      await removeImported(services, id)
      expect(await requests()).toEqual([])
    })

    test('customers and guests import nothing', async () => {
      const pieces = (async function* () {
        yield Buffer.from('a')
        await Promise.resolve()
      })()

      await expect(receiveFile(services.as(aViewer()), { name: 'a.txt', pieces })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(undoImport(services.as(aViewer({ role: 'advocate' })), 1)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(undo(services, 999)).rejects.toMatchObject({ code: 'not-found' })
    })

    test('a file that nobody starts is removed after days', async () => {
      const { id } = await upload(HEADER + row(1))
      services.clock.advance(4 * 24 * 60 * 60 * 1000)

      await sweepIntake(services)
      await sweepIntake(services)

      expect(services.blobs.kept.size).toBe(0)
      expect(await getImport(database.db, id)).toMatchObject({ state: 'cancelled' })
    })
  })

  test('who confirms an address later gets what they asked by mail; who is erased leaves no trace', async () => {
    await importFile(services, { file: await file(HEADER + row(1)) })
    const member = await aMember(database.db, { email: 'anna1@mail.example', email_key: 'anna1@mail.example' })

    await joinRequester(services, member.id)
    await joinRequester(services, member.id)
    expect((await requests())[0]?.member_id).toBe(member.id)
    const own = []
    for await (const piece of writeOwnData(database.db, member.id, 0)) own.push(piece)
    expect(own.join('')).toContain('The app closes by itself number 1')

    await database.db.updateTable('members').set({ erased_at: 1 }).where('id', '=', member.id).execute()
    await forgetRequester(services, member.id)
    expect((await requests())[0]).toMatchObject({ member_id: null, requester_key: null })
  })
})
