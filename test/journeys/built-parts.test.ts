import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aProduct, type Product } from '../support/product.ts'

const BUILT = fileURLToPath(new URL('../../build/server/', import.meta.url))

let product: Product
beforeAll(async () => {
  product = await aProduct()
})
afterAll(() => product.close())

/** Imports a file with the built command line, and gives the newest request's text. */
async function imported(name: string, content: Buffer): Promise<string | undefined> {
  const file = join(product.dataDir, name)
  await writeFile(file, content)
  await product.command('import', 'requests', file)
  const newest = await product.db
    .selectFrom('requests')
    .select('text')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.text
}

const CSV = (id: number, text: string): string =>
  `Ticket;Erstellt am;Betreff;Beschreibung\r\n${id};01.03.2026 10:11;Rückgabe über den Laden;${text}\r\n`

const mail = (id: string, head: string, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `From a@mail.example Mon Mar  2 10:00:00 2026\nFrom: a@mail.example\nTo: help@example.test\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <${id}@mail.example>\nSubject: Where is it?\n${head}\n\n`,
    ),
    body,
    Buffer.from('\n'),
  ])

const LONG = 'Die Rückgabe wird nicht angenommen, und größere Pakete übersieht der Schalter ständig.'

test.each([
  ['Windows-1252', 'latin.csv', iconv.encode(CSV(1, LONG), 'windows-1252'), LONG],
  ['UTF-16', 'wide.csv', iconv.encode(CSV(2, `${LONG} 😀`), 'utf16le', { addBOM: true }), `${LONG} 😀`],
  ['UTF-16, the other way round', 'wide-be.csv', iconv.encode(CSV(3, LONG), 'utf16be', { addBOM: true }), LONG],
  ['packed', 'packed.csv.gz', gzipSync(CSV(4, LONG)), LONG],
  [
    'a mail in Shift_JIS',
    'sjis.mbox',
    mail('1', 'Content-Type: text/plain; charset=Shift_JIS', iconv.encode('パスワードを忘れました。', 'shift_jis')),
    'パスワードを忘れました。',
  ],
  [
    'a mail in ISO-2022-JP',
    'jis.mbox',
    mail('2', 'Content-Type: text/plain; charset=ISO-2022-JP', Buffer.from('\u001b$B%F%9%H\u001b(B', 'latin1')),
    'テスト',
  ],
  [
    'a mail in HTML',
    'html.mbox',
    mail('3', 'Content-Type: text/html; charset=windows-1252', iconv.encode(`<p>${LONG}</p>`, 'windows-1252')),
    LONG,
  ],
])('the built command line reads a file in %s', async (_what, name, content, expected) => {
  expect(await imported(name, content)).toContain(expected)
})

test('no package in the build asks for a part of Node that a module does not have', async () => {
  const names = (await readdir(BUILT, { recursive: true })).filter((name) => name.endsWith('.js'))
  const asking = await Promise.all(
    names.map(async (name) => {
      const code = await readFile(join(BUILT, name), 'utf8')
      return [...code.matchAll(/(?<![.\w$])require\("[^"]+"\)/g)].map(([call]) => `${name}: ${call}`)
    }),
  )

  expect(asking.flat()).toEqual([])
})
