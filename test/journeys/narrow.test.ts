import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, type Product } from '../support/product.ts'

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

test.each(['/desk', '/desk/tags', '/desk/mail', '/desk/settings'])(
  'on a phone the bar of the desk shows which part %s is',
  async (address) => {
    const { page, complaints } = await aPerson(browser, product, { as: 'ada', viewport: PHONE })
    await page.goto(address)
    const current = page.locator('.desk-bar .tabs [aria-current]')
    await current.waitFor()

    await expect
      .poll(() =>
        current.evaluate((tab) => {
          const [{ left, right }, bar] = [tab.getBoundingClientRect(), tab.parentElement?.getBoundingClientRect()]
          return bar !== undefined && left >= bar.left - 1 && right <= bar.right + 1 && right <= innerWidth
        }),
      )
      .toBe(true)
    expect(await page.evaluate(() => [scrollX, scrollY])).toEqual([0, 0])
    expect(complaints).toEqual([])
  },
)

test('whoever opens the form for a comment can write at once', async () => {
  const { page } = await aPerson(browser, product, { as: 'carla' })
  await page.goto('/t/1')
  const form = page.locator('details.comment-form').first()

  await form.locator('summary').click()

  await expect.poll(() => form.locator('textarea').evaluate((field) => document.activeElement === field)).toBe(true)
  await page.keyboard.type('Which version?')
  expect(await form.locator('textarea').inputValue()).toBe('Which version?')
})
