import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await aProduct()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await product.close()
  expect(product.troubles).toEqual([])
})

test('an admin writes legal texts on a phone; guests find them in the foot, where they sign up, and in mails', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'ada', viewport: PHONE })
  const guest = await aPerson(browser, product)
  await guest.page.goto('/signup')
  expect(await guest.page.locator('main').innerText()).not.toContain('By signing up')

  for (const [name, title] of [
    ['privacy', 'Privacy policy'],
    ['terms', 'Terms of use'],
  ] as const) {
    await page.goto('/desk/settings/legal')
    await page.getByRole('main').getByRole('link', { name: title }).click()
    await page.getByLabel(title).fill(`## What ${name} says\n\nBe **kind**.`)
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByRole('heading', { name: `What ${name} says` }).waitFor()
    expect(await page.getByLabel(title).inputValue()).toContain('Be **kind**.')
    await page.getByRole('button', { name: `Save ${title}` }).click()
    await page.getByText('Everybody can read it from now on.').waitFor()
  }

  await until('the guest to see it', async () => {
    await guest.page.goto('/signup')
    return (await guest.page.locator('main').innerText()).includes(
      'By signing up, you agree to the terms of use and confirm that you have read the privacy policy.',
    )
  })
  await guest.page.locator('footer').getByRole('link', { name: 'Privacy policy' }).click()
  expect(new URL(guest.page.url()).pathname).toBe('/legal/privacy')
  expect(await guest.page.getByRole('heading', { name: 'What privacy says', level: 2 }).count()).toBe(1)
  expect((await guest.page.goto('/legal/imprint'))?.status()).toBe(404)
  await page.goto('/desk/settings/mail')
  await page.getByRole('button', { name: 'Send a test email' }).click()
  await page.getByText('The server accepted the email to ada@example.test.').waitFor()
  const { mail } = await product.mailTo('ada@example.test', 'This is a test email')
  expect(mail.text).toContain(`Privacy policy: ${product.url}/legal/privacy`)
  product.smtp.be('refuses')
  await page.getByRole('button', { name: 'Send a test email' }).click()
  await page.getByText('No such mailbox').waitFor()
  product.smtp.be('takes')

  expect([...complaints, ...guest.complaints.filter((one) => !one.includes('404'))]).toEqual([])
  await Promise.all([context, guest.context].map((one) => one.close()))
})

test('a logo for dark pages stands where the reader’s screen is dark', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'ada' })
  const picture = async (background: string) => ({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: await sharp({ create: { width: 320, height: 64, channels: 3, background } })
      .png()
      .toBuffer(),
  })
  await page.goto('/desk/settings/look')
  await page.getByLabel('A picture to show instead of the name').setInputFiles(await picture('#123456'))
  await page.getByRole('button', { name: 'Use this logo' }).click()
  await page.getByText('The logo was saved.').waitFor()
  await page.getByLabel('A picture for people who use dark mode').setInputFiles(await picture('#fedcba'))
  await page.getByRole('button', { name: 'Use this logo' }).last().click()
  await page.getByText('The logo for dark mode was saved.').waitFor()

  /** The address of the logo that stands in the header; '' while there is none. */
  const shown = () => page.evaluate(() => document.querySelector<HTMLImageElement>('.brand img')?.currentSrc ?? '')
  // Settings hold within a second.
  await until('the dark logo', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/')
    const light = await shown()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    const dark = await shown()
    return light !== '' && dark !== '' && dark !== light
  })
  expect((await fetch(await shown())).status).toBe(200)
  expect(complaints).toEqual([])
  await context.close()
})

test('a token is shown once, lets a tool send a request, and is revoked after a question', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'ada' })
  const send = (token: string) =>
    fetch(`${product.url}/api/v1/requests`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ external_id: 'r1', text: 'My card was declined' }),
    })
  await page.goto('/desk/settings/api')
  await page.getByLabel('Name').fill('help desk')
  await page.getByRole('button', { name: 'Create token' }).click()
  const token = await page.getByLabel('Your new token').inputValue()
  expect((await send(token)).status).toBe(201)

  await page.goto('/desk/settings/api')
  expect(await page.content()).not.toContain(token)
  expect(await page.getByRole('table').innerText()).toContain('by Ada Stern')
  await page.getByRole('link', { name: 'Revoke help desk' }).click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await page.getByText('The tool that used it no longer has access.').waitFor()
  expect((await send(token)).status).toBe(401)
  expect(complaints).toEqual([])
  await context.close()
})

test('a shorter time says what it removes, keeps it while one says no, and removes it without scripts too', async () => {
  const { db } = product
  const old = {
    channel: 'mail',
    source: 'old desk',
    subject: 'An old request',
    asked_at: Date.now() - 400 * DAY,
    created_at: Date.now(),
  }
  await db
    .insertInto('requests')
    .values([
      { ...old, external_id: '1' },
      { ...old, external_id: '2' },
    ])
    .execute()
  const left = async (): Promise<number> =>
    (await db.selectFrom('requests').select('id').where('source', '=', 'old desk').execute()).length
  const { page, complaints, context } = await aPerson(browser, product, { as: 'ada', scripts: false })
  const choose = async (): Promise<void> => {
    await page.goto('/desk/settings/retention')
    await page.getByLabel('Requests').selectOption('365')
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await choose()
  expect(await page.locator('main').innerText()).toContain('2 requests older than 1 year')
  await page.getByRole('link', { name: 'Keep everything as it is' }).click()
  expect(await page.getByLabel('Requests').inputValue()).toBe('ever')
  expect(await left()).toBe(2)

  await choose()
  await page.getByRole('button', { name: 'Remove them and save' }).click()
  await until('the old requests to go', async () => (await left()) === 0)
  expect(await page.getByLabel('Requests').inputValue()).toBe('365')
  expect(complaints).toEqual([])
  await context.close()
})
