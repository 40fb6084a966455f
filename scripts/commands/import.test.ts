import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { countRefusals, listRefusals } from '#app/features/requests/queries/imports.server.ts'
import { ImportPage } from '#app/features/requests/ui/import-pages.tsx'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { someServices } from '#test/support/services.ts'
import { runRequestsImport } from './import.ts'

const mail = (head: string, text: Buffer | string): Buffer =>
  Buffer.concat([
    Buffer.from(
      `From x Mon Mar  4 10:11:12 2024\nFrom: anna@mail.example\n${head}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n`,
    ),
    Buffer.from(text),
    Buffer.from('\n\n'),
  ])

eachDatabase((_name, open) => {
  let database: TestDatabase
  const said: string[] = []
  beforeEach(async () => {
    database = open()
    await database.clear()
    said.length = 0
    const hear = (line: unknown): void => void said.push(String(line))
    vi.spyOn(console, 'log').mockImplementation(hear)
    vi.spyOn(console, 'error').mockImplementation(hear)
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('the command and the page say how many requests are garbled, and what was refused', async () => {
    const broken = Buffer.from('Die Straße ist für alle gesperrt')
    broken[broken.indexOf('ü') + 1] = 0x20
    const path = join(await mkdtemp(join(inject('stores').folder, 'file-')), 'box.mbox')
    await writeFile(
      path,
      Buffer.concat([
        mail('Subject: One', broken),
        mail('Subject: Two', 'The door hangs'),
        mail('Subject: Automatic reply: Door', 'I am away'),
        mail('Subject: Re: Door\nAuto-Submitted: auto-replied', 'Back soon'),
        mail('Subject: Door\nX-Failed-Recipients: b@mail.example', 'It failed'),
        mail('Subject: News\nList-Unsubscribe: <https://shop.example/u>', 'Buy'),
        mail('Subject:', '> '),
      ]),
    )

    const { db } = database
    const done = await runRequestsImport(someServices(database), { file: path })
    const page = renderToStaticMarkup(
      createElement(ImportPage, {
        brands: [],
        awaitsTopics: false,
        mayKeep: false,
        view: done,
        refusals: await listRefusals(db, done.id, 50, 'en'),
        reasons: await countRefusals(db, done.id),
      }),
    ).replace(/<[^>]+>/g, ' ')

    const kinds =
      '2 automatic answers, 1 delivery failure notice, 1 newsletter or mailing list email, 1 for other reasons'
    expect(said).toContain(`  5 refused: ${kinds}.`)
    expect(said).toContain(
      '  1 request with places whose letters could not be told: a � or a wrong letter stands there.',
    )
    expect(page).toContain(`5 rows: ${kinds}`)
    expect(page).toContain('1 request where some characters couldn’t be read')
  })
})
