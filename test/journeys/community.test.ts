import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, DESKTOP, openBrowser, PHONE, signIn } from '../support/browser.ts'
import { aProduct, PASSWORD, type Product } from '../support/product.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const member = (handle: string): string => `${handle}@example.test`

/** Types as a person does, into whatever has the composer's focus. */
const write = async (page: Page, words: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Your answer' }).fill(words)
  await page.getByRole('button', { name: 'Post answer' }).click()
}

const signOut = async (page: Page): Promise<void> => {
  await page.locator('details[data-menu] > summary').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/\/signin|\/$/)
}

/** Opens one act of the page of moderation, and does it. */
const moderate = async (page: Page, title: string, fields: Record<string, string>) => {
  const act = page.locator('details.decide', { has: page.getByText(title, { exact: true }) })
  await act.locator('summary').click()
  for (const [name, value] of Object.entries(fields)) {
    const field = act.locator(`[name=${name}]`)
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await act.getByRole('button').click()
  await page.waitForURL((url) => !url.pathname.endsWith('/moderation'))
}

describe.each([
  { size: 'a desktop', viewport: DESKTOP, database: 'SQLite', who: 'vera' },
  { size: 'a phone', viewport: PHONE, database: 'SQLite', who: 'wanda' },
  { size: 'a desktop', viewport: DESKTOP, database: 'PostgreSQL', who: 'xenia' },
] as const)('on $size, over $database', ({ viewport, database, who }) => {
  let product: Product
  let thread = ''
  const title = 'Why is my transfer to Iceland still pending?'
  beforeAll(async () => {
    product = await aProduct({ database })
  })
  afterAll(async () => {
    await product.close()
    expect(product.troubles).toEqual([])
  })

  test('a guest finds the answer to a question by searching', async () => {
    const { page, complaints } = await aPerson(browser, product, { viewport })

    await page.goto('/')
    const field = page.getByRole('searchbox').first()
    await field.fill('contactless stopped')
    await field.press('Enter')
    await page
      .getByRole('link', { name: /Contactless payment stopped working/ })
      .first()
      .click()

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Contactless')
    const solved = page.getByRole('article', { name: 'This solved it' })
    expect(await solved.innerText()).toContain('Refresh the token')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a newcomer signs up, asks, is answered from another browser, accepts and edits', async () => {
    const { page, complaints } = await aPerson(browser, product, { viewport })
    await page.goto('/ask')
    await page.getByRole('link', { name: 'Sign up' }).click()
    await page.getByLabel('Email address').fill(member(who))
    await page.getByLabel('Name', { exact: true }).fill('Vera Lang')
    await page.getByLabel('Handle').fill(who)
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page.getByRole('heading', { name: 'Check your email' }).waitFor()
    const { mail } = await product.mailTo(member(who), /\/confirm\//)
    await page.goto(/https?:\S+\/confirm\/[\w-]+/.exec(mail.text ?? '')?.[0] ?? '')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL(/\/ask/)
    await signOut(page)
    await signIn(page, member(who), PASSWORD)

    // What is there already is shown while the title is typed.
    await page.goto('/ask')
    await page.getByLabel('Title').pressSequentially('Card declined at the petrol pump')
    const similar = page.locator('#similar')
    await similar.getByRole('link', { name: 'Card declined at a petrol station' }).waitFor()
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Details').fill('It left on **Monday**. The app says *pending*.')
    await page.getByLabel('Category').selectOption('cards')
    await page.getByLabel('Tags').fill('transfer, iceland')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await page.waitForURL(/\/t\/\d+\/why-is-my-transfer/)
    thread = new URL(page.url()).pathname

    const helper = await aPerson(browser, product, { viewport })
    await signIn(helper.page, member('cyril'), PASSWORD)
    await helper.page.goto('/unanswered')
    await helper.page.getByRole('link', { name: title }).click()
    await write(helper.page, 'Transfers to Iceland take **three** working days.')
    await helper.page.getByRole('article', { name: 'Answer by Cyril Noé' }).waitFor()

    const told = await product.mailTo(member(who), /Iceland/)
    expect(told.mail.text).toContain('three')
    await page.goto('/inbox')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('button', { name: 'This solved it' }).click()
    await page.getByRole('heading', { name: 'This solved it' }).waitFor()
    await product.mailTo(member('cyril'), /solved|accepted/i)

    await page.locator('article.ask-post').getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Text').fill('It left on **Tuesday**. The app says *pending*.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL((url) => url.pathname === thread)
    await page
      .getByRole('link', { name: /edited/ })
      .first()
      .click()
    expect(await page.locator('.revision').first().locator('del').innerText()).toContain('Monday')
    expect(await page.locator('.revision').first().locator('ins').innerText()).toContain('Tuesday')

    await signOut(page)
    await page.goto('/inbox')
    expect(new URL(page.url()).pathname).toBe('/signin')
    expect([...complaints, ...helper.complaints]).toEqual([])
    await page.context().close()
    await helper.context.close()
  })

  test('a moderator moves, hides, restores and merges a thread', async () => {
    const { page, complaints } = await aPerson(browser, product, { viewport })
    const guest = await aPerson(browser, product, { viewport })
    await signIn(page, member('mona'), PASSWORD)

    const toActs = async (): Promise<void> => {
      await page.goto(thread)
      await page.getByRole('link', { name: 'Moderate' }).click()
    }
    await toActs()
    await moderate(page, 'Move', { category: 'accounts', reason: 'It is about the account' })
    await page.getByRole('navigation', { name: 'Where you are' }).getByText('Accounts').waitFor()

    await toActs()
    await moderate(page, 'Hide', { reason: 'It shows an account number' })
    expect((await guest.page.goto(thread))?.status()).toBe(404)
    await toActs()
    await moderate(page, 'Restore', {})
    expect((await guest.page.goto(thread))?.status()).toBe(200)

    const answer = page.getByRole('article', { name: /This solved it/ })
    await answer.getByRole('link', { name: 'Hide' }).click()
    await page.getByLabel('Reason').fill('It is wrong since Monday')
    await page.getByRole('button', { name: 'Hide it' }).click()
    await page.waitForURL((url) => url.pathname === thread)
    await guest.page.goto(thread)
    expect(await guest.page.locator('main').innerText()).not.toContain('three working days')
    await page.locator('.gone, .accepted').getByRole('link', { name: 'Restore' }).first().click()
    await page.getByRole('button', { name: 'Restore it' }).click()
    await page.waitForURL((url) => url.pathname === thread)
    await guest.page.goto(thread)
    expect(await guest.page.locator('main').innerText()).toContain('three working days')

    await toActs()
    await moderate(page, 'Merge', { into: '3', reason: 'The same question' })
    await guest.page.goto(thread)
    expect(new URL(guest.page.url()).pathname).toMatch(/^\/t\/3\//)
    expect(await guest.page.locator('main').innerText()).toContain('three working days')
    await page.goto(thread.replace(/^(\/t\/\d+).*/, '$1/moderation'))
    expect(new URL(page.url()).pathname).toBe('/t/3/moderation')
    await page.goto('/desk/log')
    expect(await page.locator('main').innerText()).toContain('The same question')
    expect([...complaints, ...guest.complaints]).toEqual([])
    await page.context().close()
    await guest.context.close()
  })

  test('an admin adds a category and suspends a member, who reads on and is told why', async () => {
    const { page, complaints } = await aPerson(browser, product, { viewport })
    const customer = await aPerson(browser, product, { viewport })
    await signIn(customer.page, member('carla'), PASSWORD)
    await signIn(page, member('ada'), PASSWORD)

    await page.goto('/desk/categories')
    await page.getByRole('link', { name: 'Add category' }).click()
    const end = page.getByLabel('Last part of its address')
    await page.getByLabel('Name', { exact: true }).fill('Größe & Safe')
    expect(await end.inputValue()).toBe('grosse-safe')
    await end.fill('savings')
    await page.getByLabel('Name', { exact: true }).fill('Savings')
    expect(await end.inputValue()).toBe('savings')
    await page.getByRole('radio', { name: 'Violet' }).check()
    await page.getByRole('button', { name: 'Add category' }).click()
    await page.getByText('The category was added.').waitFor()
    await customer.page.goto('/c/savings')
    expect(await customer.page.getByRole('heading', { level: 1 }).innerText()).toContain('Savings')

    await page.goto('/desk/members')
    await page.getByRole('link', { name: 'Carla Ruiz' }).click()
    await page.getByLabel('Reason, as they’ll read it').fill('Advertising in three threads')
    await page.getByLabel('For 7 days').check()
    await page.getByRole('button', { name: 'Suspend', exact: true }).click()
    await page.getByText('The member is suspended').waitFor()

    const { mail } = await product.mailTo(member('carla'), /suspended/i)
    expect(mail.text).toContain('Advertising in three threads')
    await customer.page.goto('/t/6')
    expect(await customer.page.getByRole('heading', { level: 1 }).innerText()).toContain('Dark mode')
    expect(await customer.page.locator('main').innerText()).toContain('Your account is suspended')
    expect(await customer.page.getByRole('button', { name: 'Post answer' }).count()).toBe(0)
    expect([...complaints, ...customer.complaints]).toEqual([])
    await page.context().close()
    await customer.context.close()
  })
})
