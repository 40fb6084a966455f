import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '#app/kernel/roles.ts'
import { makeToken } from '#app/features/requests/commands/tokens.server.ts'
import { systemClock } from '#app/kernel/clock.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aPost, aThread } from '#test/support/factories/rows.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await aProduct()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
  expect(product.troubles).toEqual([])
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function isFine(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze()
  expect(found.violations.map((one) => `${one.id} ${one.nodes.map((node) => String(node.target)).join()}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
}

/** A help desk's export, in German, with a row that can't be read. */
function anExport(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, n) =>
      `${n + 1};0${1 + (n % 9)}.03.2026 10:11;kunde${n % 50}@mail.example;Karte ${n + 1};"Guten Tag,\nmeine Karte 4111 1111 1111 1111 wird nicht angenommen, Nummer ${n + 1}.\nMit freundlichen Grüßen\nAnna Schmidt";gelöst`,
  )
  lines.splice(2, 0, '99;zu kurz')
  return `Ticketnummer;Erstellt am;E-Mail-Adresse;Betreff;Beschreibung;Status\n${lines.join('\n')}\n`
}

async function choose(page: Page, name: string, content: string): Promise<void> {
  const file = join(product.dataDir, name)
  await writeFile(file, content)
  await page.goto('/desk/requests')
  await page.getByRole('link', { name: 'Import a file' }).click()
  await page.getByLabel('File').setInputFiles(file)
  await page.getByRole('button', { name: 'Upload file' }).click()
}

test('an agent uploads a CSV, maps it, watches it being read and redacted, and reads one request', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes' })
  await page.goto('/desk/requests')
  await isFine(page)

  await choose(page, 'tickets.csv', anExport(1500))
  await page.getByRole('heading', { name: 'What’s in this file' }).waitFor()
  await isFine(page)
  expect(await page.getByLabel('What was asked').inputValue()).toBe('Beschreibung')
  expect(await page.getByLabel(/^Who asked/).inputValue()).toBe('E-Mail-Adresse')
  expect(await page.getByRole('main').innerText()).toContain('meine Karte [card number] wird nicht')
  expect(await page.getByRole('main').innerText()).toContain('rejected: has 2 fields')

  await page.getByLabel('Source').fill('help desk')
  await page.getByLabel('Channel').first().selectOption('mail')
  await page.getByLabel('Subject').selectOption('')
  const looked = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: 'Look again' }).click()
  await looked
  expect(await page.getByLabel('Subject').inputValue()).toBe('')
  await page.getByLabel('Subject').selectOption('Betreff')
  // Whoever does not wait for the second look is not held up by it.
  await page.route('**/imports/**', async (route) => {
    const isLook = route.request().postData()?.includes('preview') ?? false
    if (isLook) await new Promise((resolve) => setTimeout(resolve, 3000))
    await route.continue().catch(() => undefined)
  })
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByRole('button', { name: 'Import the file' }).click()

  await page.getByText('The file has been read and deleted.').waitFor({ timeout: 30_000 })
  await isFine(page)
  const report = await page.getByRole('main').innerText()
  expect(report).toContain('1,500 requests')
  expect(report).toContain('1 row')
  expect(report).toContain('1,500 card numbers')
  expect(report).toContain('has 2 fields where the header has 6')
  const refused = await page.request.get(`${page.url()}/refused.csv`)
  expect(await refused.text()).toContain('“Beschreibung” is missing')

  await page.getByRole('link', { name: 'See these requests' }).click()
  await page.getByRole('searchbox', { name: 'Words' }).fill('Karte 1234')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.getByRole('link', { name: 'Karte 1234' }).click()
  await page.getByRole('heading', { name: 'Karte 1234' }).waitFor()
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  await isFine(page)
  const shown = await page.getByRole('main').innerText()
  expect(shown).toContain('meine Karte [card number] wird nicht angenommen')
  expect(shown).toContain('1 card number, 1 name')
  expect(shown).not.toMatch(/4111|Schmidt|kunde/)
  expect(complaints).toEqual([])
  await context.close()
})

/** A report: two lines that look like headers stand above the one that is. */
const REPORT = `Report,of,all,our\nMade,by,the,desk\nNumber,Details,Notes,Rating\n${['1', '2', '3', '5'].map((rating, n) => `${n + 1},I was charged twice for order ${n} and nobody told me why,We have asked the bank to return payment ${n} to you,${rating}\n`).join('')}`

test.each([{ scripts: true }, { scripts: false }])(
  'the header of a report is chosen by its line, and the page follows: %j',
  async ({ scripts }) => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes', scripts })
    await choose(page, `report-${scripts}.csv`, REPORT)
    await page.getByRole('heading', { name: 'What’s in this file' }).waitFor()

    await page.getByLabel('The header is on line').fill('3')
    await page.getByLabel('Source').fill(`report ${scripts}`)
    await page.getByRole('button', { name: 'Look again' }).click()
    await until('the columns of the third line', async () =>
      (await page.getByLabel('What was asked').locator('option').allInnerTexts()).includes('Details'),
    )
    expect(await page.getByLabel('Source').inputValue()).toBe(`report ${scripts}`)
    expect(await page.getByLabel('The header is on line').inputValue()).toBe('3')
    await page.getByLabel('What was asked').selectOption('Details')
    await page.getByLabel('Staff reply').selectOption('Notes')
    await page.getByLabel('Satisfaction').selectOption('Rating')
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByText('charged twice for order 0').waitFor()
    expect(await page.getByLabel('Rating scale').locator('option:checked').innerText()).toBe(
      '1 to 5: 4 and 5 count as satisfied, 1 and 2 as not',
    )
    expect(await page.getByLabel('What was asked').inputValue()).toBe('Details')
    if (scripts) await isFine(page)
    await page.getByRole('button', { name: 'Import the file' }).click()

    const rows = await until('the rows', async () => {
      const found = await product.db
        .selectFrom('requests')
        .select('satisfaction')
        .where('source', '=', `report ${scripts}`)
        .orderBy('id')
        .execute()
      return found.length === 4 && found
    })
    expect(rows.map((row) => row.satisfaction)).toEqual([0, 0, null, 1])
    expect(complaints).toEqual([])
    await context.close()
  },
)

test('the command line reads a report by the line of its header, and says how', async () => {
  const file = join(product.dataDir, 'by-command.csv')
  await writeFile(file, REPORT)

  const columns = ['text=Details', 'reply=Notes', 'satisfaction=Rating'].flatMap((pair) => ['--map', pair])
  const said = await product.command('import', 'requests', file, '--header-line', '3', ...columns)

  expect(said).toContain('Ratings: 1 to 5: 4 and 5 count as satisfied, 1 and 2 as not.')
  expect(said).toContain('4 requests taken, 0 brought up to date, 0 there already, 0 refused')
  await expect(product.command('import', 'requests', file, '--header-line', '30')).rejects.toThrow(
    'Line 30 isn’t a header',
  )
  await expect(product.command('import', 'requests', file, '--header-line', 'x')).rejects.toThrow(
    '--header-line is the number of a line',
  )
})

test('without scripts a file is sent, read and taken back; one that is none says what to do', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'agnes', scripts: false, viewport: PHONE })

  await choose(page, 'bomb.csv', 'PK\u0003\u0004 a zip')
  expect(await page.getByRole('main').innerText()).toContain('This is a zip archive. Unpack it')

  await choose(page, 'lines.txt', 'Wo ist meine Karte?\nWie ändere ich die PIN?\n')
  await page.getByRole('button', { name: 'Import the file' }).click()
  await until('the file to be read', async () => {
    await page.reload()
    return (await page.getByRole('main').innerText()).includes('The file has been read')
  })
  await page.getByText('Undo this import').click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.locator('button[value="remove"]').click()
  await until('the import to be gone', async () => {
    await page.reload()
    return (await page.getByRole('main').innerText()).includes('None of its requests are left')
  })
  await context.close()
})

test('an admin tries a pattern and adds it', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'ada' })
  await page.goto('/desk/requests/patterns')
  await page.getByLabel('What it finds').fill('order number')
  await page.getByRole('textbox', { name: 'Pattern' }).fill('(ORD')
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('This pattern can’t be read').first().waitFor()
  expect(await page.getByLabel('What it finds').inputValue()).toBe('order number')
  await isFine(page)

  await page.getByRole('textbox', { name: 'Pattern' }).fill('\\d+')
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('This pattern matches any number').first().waitFor()

  await page.getByRole('textbox', { name: 'Pattern' }).fill('ORD-\\d{4}')
  await page.getByLabel('A sample').fill('Where is ORD-1234?')
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('Where is [order number]?').waitFor()
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('Added.').waitFor()
  await context.close()
})

test('another tool sends requests by token; every refusal is a problem in JSON', async () => {
  const machine = { db: product.db, clock: systemClock, viewer: SYSTEM }
  const token = await makeToken(machine, { name: 'chat', scopes: ['requests.write'] })
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${product.url}/api/v1/requests`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const request = { external_id: 'a1', channel: 'chat', text: 'Call me on +49 170 1234567' }

  const first = await send(request, { 'idempotency-key': 'k1' })
  expect([first.status, await first.json()]).toEqual([201, { accepted: 1, updated: 0, unchanged: 0, refused: [] }])
  const again = await send(request, { 'idempotency-key': 'k1' })
  expect([again.status, await again.json()]).toEqual([201, { accepted: 1, updated: 0, unchanged: 0, refused: [] }])
  expect((await send([request])).status).toBe(200)
  expect((await send({ ...request, text: 'other' }, { 'idempotency-key': 'k1' })).status).toBe(409)
  expect((await send(request, { authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await send(request, { authorization: '' })).status).toBe(401)
  expect((await send('{')).status).toBe(422)
  expect((await send('x'.repeat(5 * 1024 * 1024))).status).toBe(413)
  const wrong = await send([{ ...request, channel: 'pigeon', extra: 1 }])
  expect(wrong.headers.get('content-type')).toContain('application/problem+json')
  expect([wrong.status, JSON.stringify(await wrong.json())]).toEqual([422, expect.stringContaining('0.channel')])
  expect((await fetch(`${product.url}/api/v1/requests`)).status).toBe(405)

  const stored = await product.db.selectFrom('requests').select('text').where('source', '=', 'api chat').execute()
  expect(stored).toEqual([{ text: 'Call me on [telephone number]' }])
  const api = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as { paths: object }
  expect(Object.keys(api.paths)).toEqual(['/api/v1/requests'])
})

test('what is searched for in vain, and what is asked in the community, is a request by itself', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'carla' })
  await page.goto('/search?q=quantum+teleporter')
  const rows = await until('the search to be noted', async () => {
    const found = await product.db.selectFrom('search_log').select('query').execute()
    return found.length > 0 && found
  })
  expect(rows).toEqual([{ query: 'quantum teleporter' }])

  // Staff make the search a topic, and point it to an article that was there all the time.
  const pointed = 'Projector without a picture'
  const { id: article } = await anArticle(product.db, { title: pointed, published_revision: 1, summary: 'Check it.' })
  await inTransaction(product.db, (trx) => tell(trx, 'article.published', { article, topic: null }, Date.now()))
  const staff = await aPerson(browser, product, { as: 'ada' })
  await staff.page.goto('/desk/searches?tab=nothing')
  await staff.page.getByRole('link', { name: 'Point to an article for quantum teleporter' }).click()
  await staff.page.getByLabel('Number of another article').fill(String(article))
  await staff.page.getByRole('button', { name: 'Point to it', exact: true }).click()
  await staff.page.getByText('This article now stands first for that search.').waitFor()
  await page.goto('/search?q=teleporter+quantum')
  const articles = page.getByRole('region', { name: 'Articles' })
  await articles.getByRole('link', { name: pointed }).click()
  await until('what was opened to be noted', () =>
    product.db.selectFrom('search_opens').select('search_id').where('subject_id', '=', article).executeTakeFirst(),
  )
  await page.getByRole('button', { name: 'Yes, it did' }).click()
  const solved = await until('what solved it to be noted', () =>
    product.db.selectFrom('deflections').select(['source', 'kind', 'subject_id']).executeTakeFirst(),
  )
  expect(solved).toEqual({ source: 'search', kind: 'article', subject_id: article })
  await staff.page.getByRole('button', { name: 'Make it a topic from quantum teleporter' }).click()
  await staff.page.waitForURL(/\/desk\/topics\/\d+/)
  await staff.page.getByRole('heading', { name: 'quantum teleporter' }).first().waitFor()

  // Another search becomes a topic, the topic an article, and the article what the same search finds.
  await page.goto('/search?q=holodeck+calibration')
  await page.getByText('Nothing found for “holodeck calibration”.').waitFor()
  await staff.page.goto('/desk/searches?tab=nothing')
  await staff.page.getByRole('button', { name: 'Make it a topic from holodeck calibration' }).click()
  await staff.page.waitForURL(/\/desk\/topics\/\d+/)
  await staff.page.getByRole('button', { name: 'Draft an article' }).click()
  await staff.page.waitForURL(/\/desk\/articles\/\d+$/)
  const draft = /\d+$/.exec(staff.page.url())?.[0] ?? ''
  await staff.page.getByRole('link', { name: 'Edit' }).first().click()
  const title = 'Setting a holodeck right'
  await staff.page.getByLabel('Title').fill(title)
  await staff.page.getByLabel('Text').fill('Calibration takes a minute: hold both keys until the arch is lit.')
  await staff.page.getByLabel('Category').selectOption('cards')
  await staff.page.getByRole('button', { name: 'Save and submit' }).click()
  await staff.page.waitForURL(/\/desk\/articles\/\d+$/)
  const mona = await aPerson(browser, product, { as: 'mona' })
  await mona.page.goto(`/desk/articles/${draft}`)
  await mona.page.getByRole('button', { name: 'Approve and publish' }).click()
  await mona.page.waitForURL(new RegExp(`/kb/${draft}/`))
  await mona.context.close()
  await product.settled()
  await page.goto('/search?q=holodeck+calibration')
  await articles.getByRole('link', { name: title }).waitFor()

  // It is offered while a question is written, and keeps it from being asked.
  await page.goto('/ask')
  await page.getByLabel('Title').pressSequentially('holodeck calibration fails')
  const similar = page.locator('#similar').getByRole('listitem').filter({ hasText: title })
  await similar.getByRole('button', { name: 'This solved it' }).click()
  await page.getByRole('heading', { name: 'Good that it’s solved.' }).waitFor()
  await page.getByRole('link', { name: title }).waitFor()
  const { id: thread } = await aThread(product.db, { title: 'Wardrobe of the holodeck', answer_count: 1 })
  await aPost(product.db, { thread_id: thread })
  const other = await aPerson(browser, product, { as: 'cyril', scripts: false })
  await other.page.goto(`/t/${thread}`)
  await other.page.getByRole('button', { name: 'This solved my problem too' }).click()
  await other.page.getByRole('heading', { name: 'Good that it’s solved.' }).waitFor()
  await other.context.close()
  const kept = await product.db
    .selectFrom('deflections')
    .select(['source', 'kind', 'subject_id'])
    .orderBy('id')
    .execute()
  expect(kept.slice(1)).toEqual([
    { source: 'suggestion', kind: 'article', subject_id: Number(draft) },
    { source: 'thread', kind: 'thread', subject_id: thread },
  ])

  // A proposal that an admin accepts: the next search finds more.
  await product.db
    .insertInto('synonym_proposals')
    .values({
      language: '',
      word: 'beamer',
      other: 'projector',
      evidence: JSON.stringify({ phrasings: 2, refined: 1, opened: 0, examples: ['a → b'] }),
      score: 9,
      found_at: 1,
    })
    .execute()
  await page.goto('/search?q=beamer')
  await page.getByText('Nothing found for “beamer”.').waitFor()
  await staff.page.goto('/desk/searches/synonyms')
  await staff.page.getByRole('button', { name: 'They mean the same' }).click()
  await staff.page.getByText('Searches for one word now find the other too.').waitFor()
  await until('the next search to find more', async () => {
    await page.goto('/search?q=beamer')
    return (await page.getByText('Also searched for words that mean the same').count()) > 0
  })
  expect([...staff.complaints]).toEqual([])
  await staff.context.close()

  const answer = await fetch(`${product.url}/ask`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: await product.headerOf('carla'), origin: product.url },
    body: new URLSearchParams({
      title: 'Where is my transfer?',
      body: 'It left my account on Monday.',
      category: 'cards',
      kind: 'question',
      tags: '',
      intent: 'post',
    }),
  })
  expect(answer.status).toBe(302)
  // As if the thread had been still for its half minute.
  await product.db.updateTable('jobs').set({ due_at: Date.now() }).where('name', '=', 'requests.thread').execute()
  const asked = await until('the thread to be a request', async () =>
    product.db
      .selectFrom('requests')
      .select(['text', 'channel', 'outcome'])
      .where('subject', '=', 'Where is my transfer?')
      .executeTakeFirst(),
  )
  expect(asked).toEqual({ text: 'It left my account on Monday.', channel: 'thread', outcome: 'unanswered' })

  // What Carla looked at before asking is there for who helps, until she hides it from them.
  await until('the trail to be kept', () =>
    product.db.selectFrom('thread_trails').select('thread_id').executeTakeFirst(),
  )
  const place = `${product.url}${answer.headers.get('location') ?? ''}`
  const helper = await aPerson(browser, product, { as: 'ada' })
  const trail = (of: typeof page) => of.getByText('Looked at before asking')
  await helper.page.goto(place)
  await trail(helper.page).click()
  await helper.page.getByRole('link', { name: 'quantum teleporter' }).first().waitFor()
  await page.goto(place)
  await trail(page).click()
  await page.getByRole('button', { name: 'Hide it from them' }).click()
  await until('the trail to be hidden', async () => {
    await helper.page.goto(place)
    return (await trail(helper.page).count()) === 0
  })
  await page.goto(place)
  await trail(page).click()
  await page.getByText('Only you see this.').waitFor()
  expect([...helper.complaints]).toEqual([])
  await helper.context.close()
  await context.close()
})
