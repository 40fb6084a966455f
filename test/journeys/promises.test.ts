import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, type Product } from '../support/product.ts'

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (database) => {
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    product = await aProduct({ database })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await product.close()
    expect(product.troubles).toEqual([])
  })

  /** Asks a question in a category, and gives the thread's id. */
  async function ask(category: string, title: string): Promise<number> {
    const answer = await fetch(`${product.url}/ask`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: await product.headerOf('carla'), origin: product.url },
      body: new URLSearchParams({
        title,
        body: 'What is it for?',
        category,
        kind: 'question',
        tags: '',
        intent: 'post',
      }),
    })
    return Number(/\/t\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
  }

  const dueAt = async (thread: number): Promise<number | null> => {
    const row = await product.db.selectFrom('threads').select('due_at').where('id', '=', thread).executeTakeFirst()
    return row?.due_at ?? null
  }

  test('an admin sets a calendar and a promise, is shown what they mean, and sees due times move', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'ada' })
    const thread = await ask('app', 'Where is the bell of the app')
    const start = await dueAt(thread)

    await page.goto('/desk/calendars')
    expect(await page.getByRole('row', { name: 'Working hours · default' }).innerText()).toContain(
      'Monday to Friday, 09:00–17:00',
    )
    await page.getByRole('link', { name: 'Add calendar' }).click()
    await page.getByLabel('Name').fill('Around the clock')
    await page.getByLabel('Monday').fill('22:00-06:00')
    await page.getByRole('button', { name: 'Show what it means' }).click()
    await page.getByText('If it goes past midnight, write 22:00–24:00 here').first().waitFor()
    expect(await page.getByLabel('Monday').inputValue()).toBe('22:00-06:00')
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) await page.getByLabel(day).fill('')
    await page.getByRole('button', { name: 'Add calendar' }).click()
    await page.getByText('With no working hours at all, no promise would ever be due.').first().waitFor()
    await page.getByLabel('Around the clock').check()
    await page.getByRole('button', { name: 'Show what it means' }).click()
    await page.getByText('Somebody works day and night.').waitFor()
    await page.getByText('Asked on Friday at 17:00, due on Saturday at 01:00.').waitFor()
    await page.getByRole('button', { name: 'Add calendar' }).click()
    await page.getByText('The calendar was added.').waitFor()

    await page.getByRole('link', { name: 'Change what The app promises' }).click()
    await page.getByLabel('First answer within').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('An answer in no time at all can’t be promised.').first().waitFor()
    await page.getByLabel('First answer within').fill('4 h')
    await page.getByLabel('Calendar').selectOption({ label: 'Around the clock: day and night' })
    await page.getByRole('button', { name: 'Show what it means' }).click()
    await page.getByText('First answer within 4 hours, solved within 40 hours, day and night.').waitFor()
    expect(await page.getByLabel('Calendar').locator('option:checked').innerText()).toContain('Around the clock')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The promise was saved.').waitFor()
    await product.settled()
    const asked = await product.db
      .selectFrom('threads')
      .select('created_at')
      .where('id', '=', thread)
      .executeTakeFirstOrThrow()
    const promised = asked.created_at + 4 * HOUR
    expect(start).not.toBe(promised)
    expect(await dueAt(thread)).toBe(promised)

    // A day off moves it by a day.
    const local = (at: number): string => new Date(at).toISOString().slice(0, 16)
    const from = Math.floor(asked.created_at / 60_000) * 60_000 + 60_000
    await page.getByRole('link', { name: 'Around the clock' }).click()
    await page.getByLabel('Closed from').fill(local(from))
    await page.getByLabel('Closed until').fill(local(from + DAY))
    await page.getByLabel('What for').fill('Moving house')
    await page.getByRole('button', { name: 'Enter closure' }).click()
    await page.getByText('The closure was entered.').waitFor()
    await product.settled()
    expect(await dueAt(thread)).toBe(promised + DAY)
    await page.getByRole('button', { name: /^Remove the closure/ }).click()
    await page.getByText('The closure was removed.').waitFor()
    await product.settled()
    expect(await dueAt(thread)).toBe(promised)

    // Removed, the default calendar holds.
    await page.getByRole('link', { name: 'Remove calendar' }).click()
    await page.getByText('The app uses it and will be counted in the default calendar, Working hours.').waitFor()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await page.getByText('The calendar was removed.').waitFor()
    const { calendar_id: kept } = await product.db
      .selectFrom('categories')
      .select('calendar_id')
      .where('slug', '=', 'app')
      .executeTakeFirstOrThrow()
    expect(kept).toBeNull()
    await page.goto('/desk/log')
    const log = await page.locator('main').innerText()
    for (const act of [
      'added the calendar “Around the clock”',
      'changed what is promised in “The app”',
      'removed the calendar',
    ])
      expect(log).toContain(act)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('on a phone without scripts holidays are pasted, and a name that is taken is refused', async () => {
    const { page, complaints, context } = await aPerson(browser, product, {
      as: 'ada',
      viewport: PHONE,
      scripts: false,
    })
    await page.goto('/desk/calendars')
    await page.getByRole('link', { name: 'Working hours' }).click()
    await page.getByText('This is the default calendar').waitFor()
    const year = new Date().getUTCFullYear() + 1
    await page.getByLabel('Holidays').fill(`${year}-02-30 No such day`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(`Line 1: there’s no such day as ${year}-02-30.`).first().waitFor()
    await page.getByLabel('Holidays').fill(`25.12.${year} Christmas\n${year}-12-24, 9-12 Christmas Eve`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The calendar was saved.').waitFor()
    expect(await page.getByLabel('Holidays').inputValue()).toBe(
      `${year}-12-24 09:00–12:00 Christmas Eve\n${year}-12-25 Christmas`,
    )
    await page.goto('/desk/calendars/new')
    await page.getByLabel('Name').fill('WORKING HOURS')
    await page.getByRole('button', { name: 'Add calendar' }).click()
    await page.getByText('Another calendar already has this name.').first().waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('an asker reads by when they hear, that we are late, and that we wait for them', async () => {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'carla' })
    await page.goto('/ask?title=Where+do+I+block+a+card&category=cards')
    expect(await page.locator('main').innerText()).toContain('Cards: First answer within 8 working hours')
    await page.getByLabel('Details').fill('I lost it on the way home.')
    await page.getByRole('button', { name: 'Post' }).click()
    await page.getByText(/^You’ll hear from someone by /).waitFor()
    await page.getByText('Members who know this are asked').waitFor()
    const thread = Number(/\/t\/(\d+)/.exec(page.url())?.[1])
    const set = (row: object) => product.db.updateTable('threads').set(row).where('id', '=', thread).execute()
    const now = Date.now()
    // Imported questions are late too, from the first day on.
    await product.db.updateTable('threads').set({ due_at: null }).where('id', '!=', thread).execute()

    await set({ due_at: now - 2 * HOUR, risk_at: now - 3 * HOUR, created_at: now - 60 * DAY })
    await page.reload()
    await page.getByText(/^We’re late\. The support team has had it since /).waitFor()
    const agent = await aPerson(browser, product, { as: 'agnes', viewport: PHONE })
    await agent.page.goto('/unanswered')
    const [first] = await agent.page.locator('main li.row').all()
    expect(await first?.innerText()).toMatch(/Where do I block a card[\s\S]*2 h late/)
    expect(await agent.page.locator('main').innerText()).toMatch(/waiting, late ones first\. 1 is late\./)

    await set({ details_asked_at: now - HOUR })
    await page.reload()
    await page.getByText('Waiting for you: somebody asked for details 1 hour ago.').waitFor()
    await agent.page.reload()
    expect(await agent.page.locator('main').innerText()).toContain('waiting for the asker')

    await set({ details_asked_at: null, due_at: now + 4 * HOUR + 60_000 })
    await agent.page.goto(`/t/${thread}`)
    await agent.page
      .getByRole('textbox', { name: 'Your answer' })
      .fill('Open the app, choose Cards and press Block. It holds at once.')
    await agent.page.getByRole('button', { name: 'Post answer' }).click()
    await agent.page.getByText('It holds at once.').waitFor()
    await page.reload()
    expect(await page.locator('main').innerText()).toMatch(/Promise\s+kept, 4 h early/)
    expect([...complaints, ...agent.complaints]).toEqual([])
    await Promise.all([context, agent.context].map((one) => one.close()))
  })
})
