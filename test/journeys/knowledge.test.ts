import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, DESKTOP, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function isFine(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze()
  expect(found.violations.map((one) => `${one.id} ${one.nodes.map((node) => String(node.target)).join()}`)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBe(0)
}

/** What three kinds of customers write, in pieces that are put together in turn. */
const KINDS = [
  {
    asks: [
      'My statement is missing from the archive',
      'The archive shows no statement for March',
      'Where do I find the statement of last month in the archive?',
      'A monthly statement is missing in my archive',
      'The statement archive is empty since the change',
    ],
    more: [
      'I need the statement for my tax office.',
      'The archive of statements only goes back to January.',
      'I looked for the statement in the archive on my phone and my computer.',
    ],
    reply:
      'Open the archive and press “Load older statements” at its end. Statements appear there on the third day of each month.',
    status: 'solved',
    minutes: 12,
    count: 70,
  },
  {
    asks: [
      'My parcel with the new card has not arrived',
      'The courier did not deliver the parcel',
      'Where is the parcel with my card reader?',
      'The parcel tracking has not moved for a week',
      'The courier says the parcel was delivered, but it was not',
    ],
    more: [
      'The courier left no note about the parcel.',
      'The tracking of the parcel still says in transit.',
      'I waited at home for the courier all day.',
    ],
    reply: 'The courier tries a second time on the next day.',
    status: 'open',
    minutes: 3,
    count: 45,
  },
  {
    asks: [
      'I forgot my password and the reset mail never comes',
      'The password reset link has expired',
      'How do I reset my password without the old address?',
      'Login says wrong password after the reset',
      'My login is locked after a password reset',
    ],
    more: [
      'I asked for the password reset mail three times.',
      'The login page says that my password is wrong.',
      'I changed my address and the reset goes to the old one.',
    ],
    reply: 'A reset link works for one hour.',
    status: 'open',
    minutes: 2,
    count: 35,
  },
] as const

/** A help desk's export of 150 requests, one of them with a card number and an address. */
function anExport(): string {
  const day = (n: number): string => new Date(Date.now() - (n % 50) * 24 * 3_600_000).toISOString().slice(0, 10)
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const rows = KINDS.flatMap((kind) =>
    Array.from({ length: kind.count }, (_, n) => {
      const asks = kind.asks[n % kind.asks.length] ?? ''
      const own =
        n === 3 && kind.status === 'solved' ? ' My card is 4111 1111 1111 1111, write to zoe@mail.example.' : ''
      const text = `${asks}. ${kind.more[n % 3] ?? ''} ${kind.more[(n + 1) % 3] ?? ''}${own}`
      return [
        asks,
        text,
        kind.status,
        kind.reply,
        String(kind.minutes * 60),
        day(n),
        `customer${kind.minutes}-${n}@mail.example`,
      ]
    }),
  )
  const lines = rows.map((row, n) => [String(n + 1), ...row].map(cell).join(','))
  return `Ticket,Subject,Description,Status,Reply,Handling time,Created,E-mail\n${lines.join('\n')}\n`
}

const REPLY = 'Open the archive and press “Load older statements” at its end.'

describe.each([
  { database: 'SQLite', reading: PHONE },
  { database: 'PostgreSQL', reading: DESKTOP },
] as const)('over $database', ({ database, reading }) => {
  let product: Product
  let article = ''
  let topic = ''
  beforeAll(async () => {
    product = await aProduct({ database })
  })
  afterAll(async () => {
    await product.close()
    expect(product.troubles).toEqual([])
  })

  test('an agent uploads a file of requests, mines them, and makes a draft of what would save most', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes' })
    const file = join(product.dataDir, 'tickets.csv')
    await writeFile(file, anExport())
    await page.goto('/desk/topics')
    await isFine(page)
    await page.getByRole('link', { name: 'Import requests' }).first().click()
    await page.getByLabel('File').setInputFiles(file)
    await page.getByRole('button', { name: 'Upload file' }).click()
    await page.getByRole('heading', { name: 'What’s in this file' }).waitFor()
    expect(await page.getByLabel('Staff reply').inputValue()).toBe('Reply')
    await page.getByLabel('Source').fill('help desk')
    await page.getByLabel('Brand (optional)').fill('Nordbank')
    await page.getByLabel('Channel').first().selectOption('mail')
    await page.getByRole('button', { name: 'Import the file' }).click()
    await page.getByText('The file has been read and deleted.').waitFor({ timeout: 30_000 })
    const report = await page.getByRole('main').innerText()
    expect(report).toContain('150 requests')
    expect(report).toContain('1 card number')
    expect(report).toContain('1 email address')
    expect(report).toContain('Nordbank')
    await isFine(page)

    await page.getByRole('button', { name: 'Find topics now' }).click()
    await page.getByText(/grouped in \d+ s/).waitFor({ timeout: 60_000 })
    await product.settled()
    await page.goto('/desk/topics')
    await isFine(page)
    const first = page.locator('table.topics tbody tr').first()
    expect(await first.innerText()).toMatch(/statement/i)
    expect(await first.locator('.save').innerText()).toMatch(/\d h\s+[\d.]+ askers × 12 min/)
    await page.getByRole('link', { name: 'Show as a table' }).click()
    await page.locator('table.topics .ch .num').first().waitFor()
    await isFine(page)
    await page.getByText('Brand: all').click()
    await page.getByRole('link', { name: /^Nordbank \(\d+\)$/ }).click()
    await page.getByText('Brand: Nordbank').waitFor()

    await page.locator('table.topics tbody th a').first().click()
    await page.getByRole('heading', { name: 'Why it ranks where it does' }).waitFor()
    await isFine(page)
    const why = await page.getByRole('complementary', { name: /Why/ }).innerText()
    expect(why).toContain('An article would save')
    expect(why).toContain('Uncovered')
    expect(await page.getByRole('main').innerText()).not.toMatch(/4111|zoe@/)
    topic = new URL(page.url()).pathname
    await page.getByRole('button', { name: 'Draft an article' }).click()
    await page.waitForURL(/\/desk\/articles\/\d+$/)
    article = /\d+$/.exec(page.url())?.[0] ?? ''

    await isFine(page)
    const sentence = page.locator('.sentence', { hasText: REPLY })
    expect(await sentence.innerText()).toContain('What to do')
    expect(await sentence.getByRole('link').getAttribute('href')).toMatch(/^\/desk\/requests\/\d+$/)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the list of answers that can be articles says how it comes about, and looks through them at once', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'ada' })
    await page.goto('/desk/articles?tab=found')
    await isFine(page)
    await page.getByRole('button', { name: 'Look through now' }).click()
    await page.getByText(/^(?:Looking|Last looked) through/).waitFor()
    await product.settled()
    await page.goto('/desk/articles?tab=found')
    await page.getByText('Last looked through').waitFor()
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByText('Publishing without a person is on').waitFor()
    await isFine(page)
    await page.getByRole('button', { name: 'Switch off' }).click()
    await page.getByText('Publishing without a person is off').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('on a phone a link at the top leads to why the topic stands there; on a desktop that stands beside', async () => {
    const { page, context } = await aPerson(browser, product, { as: 'agnes', viewport: PHONE, scripts: false })
    await page.goto(topic)
    const link = page.getByRole('link', { name: 'Why it ranks here, and what to do' })
    const why = page.getByRole('heading', { name: 'Why it ranks where it does' })
    const isInView = () =>
      why.evaluate((head) => {
        const { top, bottom } = head.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
    expect(await isInView()).toBe(false)
    await link.click()
    await until('the reasons to be in view', isInView)

    await page.setViewportSize(DESKTOP)
    await page.goto(topic)
    expect(await link.isVisible()).toBe(false)
    expect(await isInView()).toBe(true)
    await context.close()
  })

  test('she edits it without a script; personal data stops it; somebody else reviews and publishes it', async () => {
    const { page, context } = await aPerson(browser, product, { as: 'agnes', scripts: false })
    await page.goto(`/desk/articles/${article}`)
    await page.getByRole('link', { name: 'Edit' }).first().click()
    const body = await page.getByLabel('Text').inputValue()
    expect(body).toContain(REPLY)
    await page.getByLabel('Title').fill('Where older statements are in the archive')
    await page
      .getByLabel('Also asked as')
      .fill('My statement is missing from the archive\nThe archive shows no statement for March')
    await page
      .getByLabel('Text')
      .fill(
        `${body}\n\n::: Android\nHold the archive to load all of it.\n:::\n\n::: iPhone\nPull the archive down.\n:::\n\nQuestions? Write to support@bank.example.`,
      )
    await page.getByLabel('Category').selectOption('app')
    await page.getByRole('button', { name: 'Save and submit' }).click()
    await page.waitForURL(/\/desk\/articles\/\d+$/)
    expect(await page.getByRole('main').innerText()).toContain('You wrote this, so somebody else needs to review it.')
    await context.close()

    const mona = await aPerson(browser, product, { as: 'mona' })
    await mona.page.goto('/desk/articles?tab=review')
    await mona.page.getByRole('link', { name: 'Where older statements are' }).click()
    await isFine(mona.page)
    await mona.page
      .getByText('It can’t be published while it contains personal data: email address in the text')
      .waitFor()
    expect(await mona.page.getByRole('button', { name: /publish/i }).count()).toBe(0)

    // She takes the address out; then somebody else has to review her words.
    await mona.page.getByRole('link', { name: 'Take it out' }).click()
    const text = mona.page.getByLabel('Text')
    await text.fill((await text.inputValue()).replace(' Write to support@bank.example.', ' Ask us.'))
    await mona.page.getByRole('button', { name: 'Save and submit' }).click()
    await mona.page.waitForURL(/\/desk\/articles\/\d+$/)
    const ada = await aPerson(browser, product, { as: 'ada' })
    await ada.page.goto(`/desk/articles/${article}`)
    await ada.page.getByLabel('Your review').fill('Well said.')
    await ada.page.getByRole('button', { name: 'Approve and publish' }).click()
    await ada.page.waitForURL(new RegExp(`/kb/${article}/where-older-statements`))
    expect([...mona.complaints, ...ada.complaints]).toEqual([])
    await mona.context.close()
    await ada.context.close()
    await product.settled()
  })

  test('a guest finds it by a customer’s phrasing, reads it, and says what is wrong with it', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { viewport: reading })
    await page.goto('/search?q=archive+shows+no+statement')
    const found = page.getByRole('region', { name: 'Articles' })
    await found.getByRole('link', { name: /Where older statements are/ }).click()
    await page.getByRole('heading', { level: 1, name: /Where older statements/ }).waitFor()
    const opened = await until('what was opened to be noted', async () => {
      const rows = await product.db.selectFrom('search_opens').select(['kind', 'position']).execute()
      return rows.length > 0 && rows
    })
    expect(opened).toEqual([{ kind: 'article', position: 1 }])
    await isFine(page)
    const main = page.getByRole('main')
    expect(await main.innerText()).toContain(REPLY)
    expect(await main.innerText()).toContain('Hold the archive')
    expect(await main.innerText()).not.toContain('Pull the archive down.')
    await page.getByRole('link', { name: 'iPhone' }).click()
    await page.getByText('Pull the archive down.').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await isFine(page)
    await page.goto('/kb')
    await isFine(page)
    await page
      .getByRole('link', { name: /Where older statements/ })
      .first()
      .click()

    await page.getByRole('button', { name: 'Not quite' }).click()
    await page.getByLabel('It’s out of date').check()
    await page.getByLabel('In your own words').fill('The button has another name since Monday.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('The people who look after this article will read what you said.').waitFor()
    expect(await main.innerText()).toContain('One reader says no.')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('it comes up while somebody asks, and goes along with a question', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'carla' })
    await page.goto('/threads')
    await page
      .getByRole('banner')
      .getByRole('combobox')
      .or(page.getByRole('banner').getByRole('searchbox'))
      .first()
      .pressSequentially('older statem')
    await page.getByRole('option', { name: /Where older statements .* article$/ }).waitFor()
    await page.goto('/ask')
    await page.getByLabel('Title').pressSequentially('My statement is missing from the archive')
    await page
      .locator('#similar')
      .getByRole('link', { name: /Where older statements/ })
      .waitFor()
    await page.goto(`/kb/${article}`)
    await page.getByRole('link', { name: 'Ask about this' }).click()
    await page.getByRole('heading', { name: 'What do you want to ask?' }).waitFor()
    expect(await page.getByRole('main').innerHTML()).toContain(
      'I have read [Where older statements are in the archive]',
    )
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the agent sees it in the queue and settles it; the topic is covered once more have read it', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes' })
    await page.goto('/desk/articles?tab=feedback')
    await isFine(page)
    expect(await page.getByRole('main').innerText()).toContain('The button has another name since Monday.')
    expect(await page.getByRole('main').innerText()).toContain('It’s out of date')
    await page.getByRole('button', { name: /^Mark as done/ }).click()
    await page.getByText('No complaints from readers.').waitFor()
    await product.settled()
    await page.goto('/desk/topics')
    const row = page.locator('table.topics tbody tr', { has: page.locator(`a[href="${topic}"]`) })
    const covered = await row.innerText()
    // An article counts once it has helped or was read.
    expect(covered).toContain('Thin')
    expect(covered).toContain('hardly anybody has read it yet')
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a customer proposes an edit, which shows once it was reviewed, and is named', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'cyril' })
    await page.goto(`/kb/${article}`)
    await page.getByRole('link', { name: 'Propose an edit' }).click()
    const text = page.getByLabel('Text')
    await text.fill((await text.inputValue()).replace('Questions?', 'It takes a minute. Questions?'))
    await page.getByLabel('What changed, and why').fill('How long it takes')
    await page.getByRole('button', { name: 'Send for review' }).click()
    await page.getByText('Your edit was sent for review.').waitFor()
    expect(await page.getByRole('main').innerText()).not.toContain('It takes a minute.')

    const agnes = await aPerson(browser, product, { as: 'agnes' })
    await agnes.page.goto('/desk/articles?tab=review')
    await agnes.page.getByRole('link', { name: 'Where older statements are' }).click()
    await agnes.page.getByRole('button', { name: 'Approve and publish' }).click()
    await agnes.page.waitForURL(/\/kb\//)
    expect(await agnes.page.getByRole('main').innerText()).toContain('It takes a minute.')
    await product.settled()
    await page.goto(`/kb/${article}`)
    expect(await page.getByRole('complementary').innerText()).toContain('Cyril Noé')
    await page.getByRole('link', { name: /\d revisions/ }).click()
    await page.getByRole('heading', { name: 'Earlier versions' }).waitFor()
    expect(await page.locator('ins').first().innerText()).toContain('It takes a minute.')
    await isFine(page)
    expect([...complaints, ...agnes.complaints]).toEqual([])
    await context.close()
    await agnes.context.close()
  })
})

describe('without a script', () => {
  let product: Product
  beforeAll(async () => {
    product = await aProduct()
  })
  afterAll(async () => {
    await product.close()
    expect(product.troubles).toEqual([])
  })

  test('a draft is made of a thread, written, reviewed, read and voted on', async () => {
    const agnes = await aPerson(browser, product, { as: 'agnes', scripts: false })
    const made = await fetch(`${product.url}/desk/articles/new`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: await product.headerOf('agnes'), origin: product.url },
      body: new URLSearchParams({ thread: '1' }),
    })
    const bench = made.headers.get('location') ?? ''
    await agnes.page.goto(bench)
    await agnes.page.getByRole('button', { name: 'Submit for review' }).click()

    const mona = await aPerson(browser, product, { as: 'mona', scripts: false })
    await mona.page.goto(bench)
    await mona.page.getByRole('button', { name: 'Approve and publish' }).click()
    await mona.page.waitForURL(/\/kb\/1\//)
    const readers = await aPerson(browser, product, { scripts: false, viewport: PHONE })
    await readers.page.goto('/kb')
    await readers.page
      .getByRole('link', { name: /Contactless payment/ })
      .first()
      .click()
    await readers.page
      .getByRole('complementary')
      .getByRole('link', { name: /Contactless payment/ })
      .first()
      .click()
    await readers.page.waitForURL(/\/t\/1\//)
    const back = readers.page.getByRole('link', { name: /Contactless payment/ })
    expect(await back.count()).toBeGreaterThan(0)
    await readers.page.goBack()
    await readers.page.getByRole('button', { name: 'Not quite' }).click()
    await readers.page.getByLabel('I couldn’t follow it').check()
    await readers.page.getByRole('button', { name: 'Send' }).click()
    await readers.page.getByRole('button', { name: 'Yes, it did' }).click()
    await readers.page.getByText('Your vote helps').waitFor()
    expect(await readers.page.getByRole('main').innerText()).toContain('One reader says yes.')

    // Its asker, who is of an import and has no address, is credited; staff never are.
    await product.settled()
    await readers.page.reload()
    expect(await readers.page.getByRole('complementary').innerText()).toContain('Thanks to')
    for (const one of [agnes, mona, readers]) await one.context.close()
  })
})
