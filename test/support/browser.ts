import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject, onTestFailed } from 'vitest'
import type { Product } from './product.ts'

export const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** A person's browser: its pages share cookies, and what their consoles complain of is kept. */
export interface Person {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of scripts, of hydration and of the content security policy. */
  readonly complaints: string[]
}

/** The browser of a test file; close it afterwards. */
export async function openBrowser(): Promise<Browser> {
  const { path, args, libraries } = inject('browser')
  return chromium.launch({
    executablePath: path,
    args: [...args],
    ...(libraries ? { env: { ...process.env, LD_LIBRARY_PATH: libraries } } : {}),
  })
}

export interface PersonOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly scripts?: boolean
  /** Signed in already, without the form. */
  readonly as?: string
}

/** Somebody new in front of the product, in a test; a test that fails prints what they see. */
export async function aPerson(browser: Browser, product: Product, options: PersonOptions = {}): Promise<Person> {
  const person = await openPerson(browser, product, options)
  onTestFailed(() => tellPages(person.context))
  return person
}

/** Somebody in front of the product whose browser several tests use, one after the other. */
export async function openPerson(
  browser: Browser,
  product: Product,
  { viewport = DESKTOP, scripts = true, as }: PersonOptions = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport,
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  context.setDefaultTimeout(10_000)
  if (as !== undefined) await context.addCookies([await product.cookieOf(as)])
  const complaints: string[] = []
  const page = await context.newPage()
  listen(page, complaints)
  context.on('page', (other) => listen(other, complaints))
  return { context, page, complaints }
}

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    // The browser's own line for an answer of 4xx; tests look at the answer itself.
    if (message.type() !== 'error' || /Failed to load resource/.test(message.text())) return
    // Remix asks ahead for routes; who leaves the page meanwhile breaks that off.
    if (/Failed to fetch manifest patches TypeError: Failed to fetch/.test(message.text())) return
    complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
}

/** Prints what a failed test's pages show, since a locator that timed out tells only what was not there. */
export async function tellPages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const shown = await page.locator('body').innerText({ timeout: 2000 }).catch(String)
    process.stderr.write(`${page.url()} shows:\n${shown.slice(0, 4000)}\n`)
  }
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/signin')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('main form button').first().click()
  await page.waitForURL((url) => url.pathname !== '/signin')
}
