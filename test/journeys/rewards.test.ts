import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, type Product } from '../support/product.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await aProduct()
  browser = await openBrowser()
  await product.settled()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await product.close()
  expect(product.troubles).toEqual([])
})

async function give(handle: string, points: number): Promise<void> {
  const { id } = await product.db
    .selectFrom('members')
    .select('id')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  await product.db.insertInto('wallets').values({ member_id: id, earned: points, balance: points }).execute()
}

test('two people ask for the last code at once: one has it, the other keeps their points', async () => {
  await give('carla', 100)
  await give('cyril', 100)
  const ada = await aPerson(browser, product, { as: 'ada', scripts: false })

  // An admin makes the reward and brings a list in which a code stands twice.
  await ada.page.goto('/desk/rewards')
  await ada.page.getByRole('link', { name: 'New reward' }).click()
  await ada.page.getByLabel('What it’s called').fill('Gift card of the harbour shop')
  await ada.page.getByLabel('Code', { exact: false }).first().check()
  await ada.page.getByLabel('Price in points').fill('80')
  await ada.page.getByLabel('Somebody has to approve each request').uncheck()
  await ada.page.getByRole('button', { name: 'Add this reward' }).click()
  await ada.page
    .getByLabel('Or a text file with them')
    .setInputFiles({ name: 'codes.txt', mimeType: 'text/plain', buffer: Buffer.from('LAST-0001\r\n\r\nLAST-0001\r\n') })
  await ada.page.getByRole('button', { name: 'Add these codes' }).click()
  expect(await ada.page.locator('main').innerText()).toMatch(
    /One code was added\.\s+One line repeats an earlier one of the same list and was left out: line 3\./,
  )

  // Both see it, and both press the button.
  const people = await Promise.all(
    ['carla', 'cyril'].map((as, n) => aPerson(browser, product, { as, ...(n === 1 && { viewport: PHONE }) })),
  )
  for (const { page } of people) {
    await page.goto('/rewards')
    expect(await page.locator('main').innerText()).toMatch(/You have 100 points to spend\.[\s\S]*1 left · a code/)
    await page.getByRole('link', { name: 'Gift card of the harbour shop' }).click()
    await page.getByRole('button', { name: 'Ask for it for 80 points' }).waitFor()
    expect(await page.locator('main').innerText()).toContain('80 points are taken from what you can spend. You have 20')
  }
  await Promise.all(
    people.map(async ({ page }) => {
      await page.getByRole('button', { name: 'Ask for it for 80 points' }).click()
      await page
        .getByText(/LAST-0001|somebody else was quicker/)
        .first()
        .waitFor()
    }),
  )
  const seen = await Promise.all(people.map(({ page }) => page.locator('main').innerText()))
  expect(seen.filter((text) => text.includes('LAST-0001'))).toHaveLength(1)
  expect(
    seen.filter((text) => text.includes('There are none left: somebody else was quicker. You keep your points.')),
  ).toHaveLength(1)
  // Whoever was late sees beside the reason how things stand now.
  const late = people[seen.findIndex((text) => text.includes('somebody else was quicker'))]
  await late?.page.getByText('There are none left at the moment.').waitFor()
  expect(await late?.page.locator('main').innerText()).not.toMatch(/1 left|Ask for it/)
  const left: string[] = []
  for (const { page } of people) {
    await page.goto('/rewards')
    left.push(/You have (\d+) points/.exec(await page.locator('main').innerText())?.[1] ?? '')
  }
  expect(left.sort()).toEqual(['100', '20'])
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([])

  // The mail says where the code is, and does not hold it.
  const winner = seen[0]?.includes('LAST-0001') ? 'carla' : 'cyril'
  await product.settled()
  await product.gathered()
  const mail = await product.mailTo(`${winner}@example.test`, 'Your code is here')
  expect(JSON.stringify(mail)).not.toContain('LAST-0001')
})

test('a parcel is asked for, approved, sent and received, and finance has its file, without scripts', async () => {
  await product.db
    .updateTable('wallets')
    .set({ earned: 500, balance: 500, spent: 0 })
    .where('member_id', 'in', product.db.selectFrom('members').select('id').where('handle', '=', 'carla'))
    .execute()
  const ada = await aPerson(browser, product, { as: 'ada', scripts: false })
  await ada.page.goto('/desk/rewards/new')
  await ada.page.getByLabel('What it’s called').fill('=Enamel mug')
  await ada.page.getByLabel('Price in points').fill('120')
  await ada.page.getByLabel('How many there are').fill('9')
  await ada.page.getByLabel('Tax note').fill('Worth 12 euros')
  await ada.page.getByRole('button', { name: 'Add this reward' }).click()
  await ada.page.getByText('The reward was saved.').waitFor()

  const carla = await aPerson(browser, product, { as: 'carla', scripts: false })
  await carla.page.goto('/rewards')
  await carla.page.getByRole('link', { name: '=Enamel mug' }).click()
  await carla.page.getByLabel('Name on the parcel').fill('Carla Ruiz')
  await carla.page.getByLabel('Address', { exact: true }).fill('Pier')
  await carla.page.getByRole('button', { name: 'Ask for it for 120 points' }).click()
  expect(await carla.page.getByRole('alert').innerText()).toContain('Enter the address')
  expect(await carla.page.getByLabel('Name on the parcel').inputValue()).toBe('Carla Ruiz')
  await carla.page.getByLabel('Address', { exact: true }).fill('1 Pier Road\nHarbour Town')
  await carla.page.getByRole('button', { name: 'Ask for it for 120 points' }).click()
  await carla.page.getByText('You asked for it.').waitFor()

  const agnes = await aPerson(browser, product, { as: 'agnes', scripts: false })
  await agnes.page.goto('/desk/rewards')
  await agnes.page.getByRole('link', { name: '=Enamel mug' }).first().click()
  expect(await agnes.page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  expect(await agnes.page.locator('main').innerText()).not.toContain('Pier')

  const mona = await aPerson(browser, product, { as: 'mona', scripts: false })
  await mona.page.goto('/desk/rewards')
  await mona.page.getByRole('link', { name: '=Enamel mug' }).first().click()
  await mona.page.getByRole('button', { name: 'Approve' }).click()
  expect(await mona.page.locator('main').innerText()).toContain('1 Pier Road')
  await mona.page.getByLabel('What the member should know').fill('Parcel 77')
  await mona.page.getByRole('button', { name: 'It was sent' }).click()
  await mona.page.getByText('It was marked as sent').waitFor()

  await carla.page.goto('/rewards/yours')
  expect(await carla.page.locator('main').innerText()).toContain('The team says: Parcel 77')
  await carla.page.getByRole('button', { name: /^I have it\s+=Enamel mug$/ }).click()
  await carla.page.getByText('Good that you have it.').waitFor()
  await mona.page.reload()
  expect(await mona.page.locator('main').innerText()).toMatch(/The address was erased/)

  await ada.page.goto('/desk/rewards')
  const [download] = await Promise.all([
    ada.page.waitForEvent('download'),
    ada.page.getByRole('button', { name: 'Download as CSV' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain('"\'=Enamel mug"')
  expect(csv).toContain('Worth 12 euros')
  expect(csv).not.toMatch(/LAST-0001|Pier/)
  await mona.page.goto('/desk/log')
  expect(await mona.page.locator('main').innerText()).toMatch(/Mona Lind sent a “=Enamel mug” that was asked for/)
})
