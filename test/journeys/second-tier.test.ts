import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aThread } from '../support/factories/rows.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await aProduct()
  browser = await openBrowser()
  // What came with the community waits at the desk too; here only what the tests ask is to stand there.
  await product.settled()
  await product.db.updateTable('threads').set({ promised: 0, due_at: null, solve_due_at: null }).execute()
  await product.db.deleteFrom('escalations').execute()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await product.close()
  expect(product.troubles).toEqual([])
})

/** A question that Carla asked some hours ago and nobody answered, at the desk by its state alone. */
async function waitingThread(title: string, hours: number): Promise<number> {
  const { db } = product
  const now = Date.now()
  const carla = await db.selectFrom('members').select('id').where('handle', '=', 'carla').executeTakeFirstOrThrow()
  const category = await db.selectFrom('categories').select('id').orderBy('id').executeTakeFirstOrThrow()
  const { id } = await aThread(db, {
    title,
    created_at: now - hours * HOUR,
    waiting: 1,
    promised: 1,
    due_at: now - HOUR,
    category_id: category.id,
    author_id: carla.id,
  })
  await db
    .insertInto('jobs')
    .values({
      name: 'escalation.review',
      subject: `thread:${id}`,
      payload: JSON.stringify({ thread: id }),
      due_at: now,
      created_at: now,
    })
    .execute()
  await until('it to be at the desk', () =>
    db.selectFrom('escalations').select('id').where('thread_id', '=', id).executeTakeFirst(),
  )
  return id
}

test('an admin tries a rule and a new order without a script, and saves it; an agent reads it', async () => {
  await waitingThread('The app wants a pin that I never had', 9 * 24)
  await waitingThread('I was charged twice for one card', 2)
  const ada = await aPerson(browser, product, { as: 'ada', scripts: false })
  const agnes = await aPerson(browser, product, { as: 'agnes', viewport: PHONE })

  await ada.page.goto('/desk/second-tier')
  await ada.page.getByLabel('From', { exact: true }).selectOption('4')
  await ada.page.getByRole('button', { name: 'Try it on the last 90 days: It says something serious' }).click()
  const dry = ada.page.locator('#dry')
  expect(await dry.innerText()).toContain('would have brought none')
  // What was typed stays in the form.
  await ada.page.getByLabel('From', { exact: true }).selectOption('3')
  await ada.page.getByRole('button', { name: 'Try it on the last 90 days: It says something serious' }).click()
  expect(await dry.innerText()).toContain('would have brought 1 thread')
  expect(await dry.innerText()).toContain('I was charged twice')

  await ada.page.getByLabel('Severity', { exact: true }).fill('1')
  await ada.page.getByLabel('Waiting', { exact: true }).fill('100')
  await ada.page.getByRole('button', { name: 'Show the new order' }).click()
  const first = ada.page.locator('#order tbody tr').first()
  expect(await first.innerText()).toMatch(/I was charged twice[\s\S]*The app wants a pin/)
  expect(await product.db.selectFrom('settings').select('key').where('key', 'like', 'second-tier.%').execute()).toEqual(
    [],
  )

  await ada.page.locator('summary', { hasText: 'Money' }).click()
  await ada.page.getByLabel('Money: English').fill('charged twice\n(broken')
  await ada.page.getByRole('button', { name: 'Save how the desk works' }).click()
  expect(await ada.page.getByRole('alert').innerText()).toContain('“(broken” can’t be read')
  await ada.page.getByLabel('Money: English').fill('charged twice')
  await ada.page.getByRole('button', { name: 'Save how the desk works' }).click()
  await ada.page.getByText('The queue is being put in its new order').waitFor()
  await product.settled()
  await ada.page.goto('/desk')
  expect(await ada.page.locator('.q-title').allInnerTexts()).toEqual([
    'The app wants a pin that I never had',
    'I was charged twice for one card',
  ])
  await ada.page.goto('/desk/log')
  expect(await ada.page.locator('main').innerText()).toContain('the weights of the desk’s order')

  await agnes.page.goto('/desk/second-tier')
  expect(await agnes.page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await agnes.page.getByRole('link', { name: 'Nobody answered in the promised time' }).click()
  await agnes.page.getByText('This rule would have').waitFor()
  expect([...ada.complaints, ...agnes.complaints]).toEqual([])
  await Promise.all([ada, agnes].map((one) => one.context.close()))
})

test('an admin makes a team on a phone, which is given what it looks after; an agent goes on leave', async () => {
  const ada = await aPerson(browser, product, { as: 'ada', viewport: PHONE })
  const agnes = await aPerson(browser, product, { as: 'agnes' })
  await ada.page.goto('/desk/teams')
  await ada.page.getByText('There are no teams').waitFor()
  await ada.page.getByRole('link', { name: 'Add a team' }).click()
  await ada.page.getByLabel('Name').fill('Plastic')
  await ada.page.getByLabel('Agnes Holm').check()
  await ada.page.getByLabel('Categories').fill('Cards\nNothing such')
  await ada.page.getByRole('button', { name: 'Add the team' }).click()
  expect(await ada.page.getByRole('alert').innerText()).toContain('no category called “Nothing such”')
  expect(await ada.page.getByLabel('Agnes Holm').isChecked()).toBe(true)
  await ada.page.getByLabel('Categories').fill('Cards')
  await ada.page.getByRole('button', { name: 'Add the team' }).click()
  await ada.page.getByText('The team is there').waitFor()
  await product.settled()
  const open = await product.db.selectFrom('escalations').select('team_id').where('resolved_at', 'is', null).execute()
  expect(open.length).toBeGreaterThan(0)
  expect(open.every((row) => row.team_id !== null)).toBe(true)

  await agnes.page.goto('/desk/teams')
  expect(await agnes.page.getByRole('link', { name: 'Add a team' }).count()).toBe(0)
  await agnes.page.getByRole('link', { name: 'Change the hours of Agnes Holm' }).click()
  await agnes.page.getByLabel('First day away').fill('2026-01-01')
  await agnes.page.getByLabel('Last day away').fill('2025-12-31')
  await agnes.page.getByRole('button', { name: 'Save' }).click()
  expect(await agnes.page.getByRole('alert').innerText()).toContain('The last day can’t be before the first')
  await agnes.page.getByLabel('Last day away').fill('')
  await agnes.page.getByRole('button', { name: 'Save' }).click()
  await agnes.page.getByText('on leave from 1 January 2026').waitFor()

  await ada.page.getByRole('link', { name: 'Plastic' }).click()
  await ada.page.getByText('Remove this team').click()
  expect(await ada.page.locator('main').innerText()).toContain('stay in the queue, without a team')
  await ada.page.getByRole('button', { name: 'Remove “Plastic”' }).click()
  await ada.page.getByText('The team is gone').waitFor()
  expect([...ada.complaints, ...agnes.complaints]).toEqual([])
  await Promise.all([ada, agnes].map((one) => one.context.close()))
})

test('a prepared answer is written, reviewed by a colleague, and used with and without a script', async () => {
  const first = await waitingThread('Where does my refund stay', 30)
  const second = await waitingThread('My refund did not come', 30)
  const escalationOf = async (thread: number) =>
    (await product.db.selectFrom('escalations').select('id').where('thread_id', '=', thread).executeTakeFirstOrThrow())
      .id
  const mona = await aPerson(browser, product, { as: 'mona', scripts: false })
  const agnes = await aPerson(browser, product, { as: 'agnes' })

  await mona.page.goto('/desk/prepared')
  await mona.page.getByRole('link', { name: 'Write one' }).click()
  await mona.page.getByLabel('Title').fill('Refunds take ten days')
  await mona.page.getByLabel('Answer').fill('Hello {{nmae}}, a refund takes up to ten days.')
  await mona.page.getByRole('button', { name: 'Save the draft' }).click()
  expect(await mona.page.getByRole('alert').innerText()).toContain('There’s no placeholder {{nmae}}')
  await mona.page.getByLabel('Answer').fill('Hello {{name}}, a refund takes up to ten days.')
  await mona.page.getByRole('button', { name: 'Save the draft' }).click()
  await mona.page.getByText('It’s there, as a draft').waitFor()
  expect(await mona.page.getByRole('button', { name: 'Approve it' }).count()).toBe(0)

  await agnes.page.goto('/desk/prepared')
  await agnes.page.getByRole('link', { name: 'Refunds take ten days' }).click()
  await agnes.page.getByRole('button', { name: 'Approve it' }).click()
  await agnes.page.getByText('It’s reviewed').waitFor()

  await mona.page.goto(`/desk/escalations/${await escalationOf(first)}`)
  await mona.page.locator('.prepared-offers summary').click()
  await mona.page.getByRole('link', { name: 'Refunds take ten days' }).click()
  expect(await mona.page.locator('#desk-body').inputValue()).toBe('Hello Carla Ruiz, a refund takes up to ten days.')
  await mona.page.getByRole('button', { name: 'Answer and resolve' }).click()
  await mona.page.getByText('Your answer is there, and it’s resolved').waitFor()

  await agnes.page.goto(`/desk/escalations/${await escalationOf(second)}`)
  await agnes.page.getByRole('toolbar').waitFor()
  const field = agnes.page.locator('#desk-body')
  await field.pressSequentially('Good morning\n/refunds ten')
  await agnes.page.getByRole('option', { name: 'Refunds take ten days' }).click()
  expect((await field.inputValue()).trim()).toBe('Good morning\nHello Carla Ruiz, a refund takes up to ten days.')
  await agnes.page.getByRole('button', { name: 'Answer, keep open' }).click()
  await agnes.page.getByText('Your answer is there').waitFor()

  await agnes.page.goto('/desk/prepared?q=refund')
  expect(await agnes.page.locator('tbody tr').innerText()).toMatch(/Reviewed\s+2\s+1 of 2/)
  expect([...mona.complaints, ...agnes.complaints]).toEqual([])
  await Promise.all([mona, agnes].map((one) => one.context.close()))
})

test('an agent works the queue by keyboard: several at once, a view that is kept, a link, an article', async () => {
  const first = await waitingThread('My second card never came by post', 40)
  await waitingThread('My card never came, and the fee was charged', 30)
  const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes' })
  const key = (name: string) => page.keyboard.press(name)
  const isInQueue = () => page.evaluate(() => document.activeElement?.closest('.queue li.q') !== null)
  const owned = async () =>
    (await product.db.selectFrom('escalations').select(['id', 'owner_id']).orderBy('id').execute()).map((row) => ({
      ...row,
    }))
  const before = await owned()

  await page.goto('/desk')
  await expect
    .poll(async () => {
      await key('j')
      return isInQueue()
    })
    .toBe(true)
  const [one, other] = [page.locator('.queue li.q').nth(0), page.locator('.queue li.q').nth(1)]
  await one.getByRole('link').first().focus()
  await key('x')
  await key('j')
  expect(
    await other
      .getByRole('link')
      .first()
      .evaluate((link) => link === document.activeElement),
  ).toBe(true)
  await key('x')
  await key('k')
  expect(
    await one
      .getByRole('link')
      .first()
      .evaluate((link) => link === document.activeElement),
  ).toBe(true)
  await page.locator('#chosen').getByRole('button', { name: 'Claim' }).click()
  await page.getByText('2 are yours now').waitFor()
  await key('z')
  await page.getByText('Undone').first().waitFor()
  expect(await owned()).toEqual(before)

  await page.locator('.queue-filters summary').click()
  await page.getByLabel('Reason').selectOption({ index: 2 })
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/reason=/)
  const reason = new URL(page.url()).searchParams.get('reason')
  await page.getByLabel('Name of this view').fill('My mornings')
  await page.getByRole('button', { name: 'Save this view' }).click()
  await page.getByText('The view is saved').waitFor()
  await page.goto('/desk')
  await page.locator('.queue-filters summary').click()
  await page.getByRole('link', { name: 'My mornings' }).click()
  await page.waitForURL((url) => url.search === `?reason=${reason ?? ''}`)

  await page.goto(`/desk?thread=${first}`)
  await page.locator('.work [data-key=c]').waitFor()
  await page.getByRole('toolbar').waitFor()
  await key('c')
  await page.getByText('It’s yours now.').waitFor()
  await page.getByRole('toolbar').waitFor()
  await page.locator('.insert-link').first().waitFor()
  const near = await page.locator('[data-insert-title]').first().getAttribute('data-insert-title')
  await key('r')
  await page.keyboard.type('See this: ')
  await page.locator('#work-h').click()
  await key('1')
  expect(await page.locator('#desk-body').inputValue()).toContain(`See this: [${near ?? '-'}](/t/`)
  await page.locator('#work-h').click()
  await key('?')
  const list = page.getByRole('dialog')
  expect(await list.innerText()).toMatch(/claim[\s\S]*snooze[\s\S]*insert a link/)
  await key('Escape')
  await list.waitFor({ state: 'detached' })
  await key('s')
  await page.getByRole('button', { name: 'Snooze' }).waitFor()
  await page.locator('#work-h').click()
  await key('d')
  await page.waitForURL(/write=details/)
  await expect.poll(() => page.locator('#desk-body').evaluate((field) => field === document.activeElement)).toBe(true)

  await page.goto(`/desk?thread=${first}`)
  await page.locator('#desk-body').fill('Open the app, choose “Cards”, and press “Send another one”.')
  await page.getByRole('button', { name: 'Answer and resolve' }).click()
  await page.getByText('Your answer is there, and it’s resolved').waitFor()
  await page.locator('.more-acts summary').click()
  await page.getByRole('button', { name: 'Make an article' }).click()
  await page.waitForURL(/\/desk\/articles\/\d+/)
  await page.getByText('My second card never came by post').first().waitFor()
  expect(await page.locator('main').innerText()).toContain('Send another one')
  expect(complaints).toEqual([])
  await context.close()
})
