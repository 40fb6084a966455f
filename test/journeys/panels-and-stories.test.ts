import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, until, type Product } from '../support/product.ts'

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

const noticeOf = (handle: string, kind: string) =>
  until(`the notice of ${handle}`, () =>
    product.db
      .selectFrom('notices')
      .innerJoin('members', 'members.id', 'notices.member_id')
      .select('notices.id')
      .where('members.handle', '=', handle)
      .where('notices.subject_kind', '=', kind)
      .executeTakeFirst(),
  )

test('a panel is held, from a thread, without a script, and closed with what was heard and what changes', async () => {
  const agnes = await aPerson(browser, product, { as: 'agnes', scripts: false })
  const { page } = agnes
  await page.goto('/desk/panels')
  await page.getByRole('link', { name: 'New panel' }).click()
  await page.getByLabel('Title').fill('How paying feels')
  await page.getByRole('button', { name: 'Prepare it' }).click()
  await page.getByText('The panel was saved.').waitFor()
  await page.getByLabel('Question', { exact: true }).fill('How clear is a receipt?')
  await page.getByLabel('Needs an answer').check()
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByLabel('Question', { exact: true }).fill('What bothers you?')
  await page.getByLabel('Kind').selectOption({ label: 'Their own words' })
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByText('The question was added.').waitFor()

  // Somebody who wrote in a thread is invited, in words that staff can change.
  const thread = await product.db
    .selectFrom('threads')
    .innerJoin('members', 'members.id', 'threads.author_id')
    .select(['threads.id', 'threads.title', 'members.handle'])
    .where('threads.listed', '=', 1)
    .where('members.handle', '=', 'carla')
    .executeTakeFirst()
  const asker = thread ?? { id: 1, title: '', handle: '' }
  await page.goto(`/t/${asker.id}`)
  await page.getByRole('link', { name: 'Invite to a panel' }).click()
  const words = page.getByLabel('What they read')
  expect(await words.inputValue()).toContain('You see things others don’t')
  await words.fill('Your question showed us what a receipt lacks. Would you tell us more?')
  await page.getByLabel('By handle, separated by spaces').fill('carla')
  await page.getByRole('button', { name: 'Invite them' }).click()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByText('The panel is open').waitFor()
  const address = new URL(page.url()).pathname

  // She hears of it, is refused an empty answer in words, answers, and changes what she said.
  await noticeOf('carla', 'panel')
  const carla = await aPerson(browser, product, { as: 'carla', viewport: PHONE })
  await carla.page.goto('/inbox')
  await carla.page.getByRole('link', { name: 'How paying feels' }).click()
  await carla.page.getByText('Your question showed us what a receipt lacks.').waitFor()
  await carla.page.getByLabel('4', { exact: true }).check()
  await carla.page.getByLabel('What bothers you?').fill('=The small print')
  await carla.page.getByRole('button', { name: 'Send' }).click()
  await carla.page.getByText('Thank you. We’ll tell you what comes of it.').waitFor()
  await carla.page.getByLabel('2', { exact: true }).check()
  await carla.page.getByRole('button', { name: 'Save what you changed' }).click()
  await carla.page.getByText('Thank you.').waitFor()
  const oleg = await aPerson(browser, product, { as: 'oleg' })
  expect((await oleg.page.goto(address.replace('/desk', '')))?.status()).toBe(404)
  oleg.complaints.length = 0

  // Staff read it, take it along, and close it; not without words.
  await page.goto(address)
  await page.getByText('2 of 5 on average').waitFor()
  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'All answers as a file (CSV)' }).click()
  expect(await readFile(await (await file).path(), 'utf8')).toContain(`"2","'=The small print"`)
  await page.getByLabel('What we heard').fill('That receipts are hard to read.')
  await page.getByLabel('What we change').fill('Short')
  await page.getByRole('button', { name: 'Close it' }).click()
  await page.getByText('Say what you’ll change in 10 to 8,000 characters.').first().waitFor()
  expect(await page.getByLabel('What we heard').inputValue()).toBe('That receipts are hard to read.')
  await page.getByLabel('What we change').fill('The small print becomes large print in May.')
  await page.getByRole('button', { name: 'Close it' }).click()
  await page.getByText('The panel is closed').waitFor()
  await product.settled()
  await carla.page.goto('/inbox')
  await carla.page.getByText('What we heard, and what we change').first().waitFor()
  await carla.page.getByRole('link', { name: 'How paying feels' }).first().click()
  await carla.page.getByText('The small print becomes large print in May.').waitFor()
  expect(await carla.page.getByRole('button', { name: 'Save what you changed' }).count()).toBe(0)
  for (const one of [agnes, carla]) expect(one.complaints).toEqual([])
}, 180_000)

test('a story is suggested, agreed to by both, shown, framed by another site, and taken back', async () => {
  const { db } = product
  const answer = await db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .innerJoin('members as asker', 'asker.id', 'threads.author_id')
    .select(['posts.id', 'posts.thread_id', 'members.handle', 'asker.handle as asker'])
    .where('posts.kind', '=', 'answer')
    .where('threads.listed', '=', 1)
    .whereRef('members.id', '<>', 'asker.id')
    .where('members.role', 'in', ['customer', 'advocate'])
    .orderBy('posts.id')
    .executeTakeFirstOrThrow()
  const both = [answer.asker, answer.handle]
  await db.updateTable('members').set({ email_confirmed_at: 1 }).where('handle', 'in', both).execute()
  const asker = await aPerson(browser, product, { as: answer.asker })
  await fetch(`${product.url}/posts/${answer.id}/comments`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: await product.headerOf(answer.asker), origin: product.url },
    body: new URLSearchParams({ body: 'Your reply got me working again, thank you very much.' }),
  })
  await product.settled()

  const agnes = await aPerson(browser, product, { as: 'agnes', scripts: false })
  await agnes.page.goto(`/t/${answer.thread_id}`)
  await agnes.page.locator(`a[href="/posts/${answer.id}/story"]`).click()
  await agnes.page.getByRole('link', { name: 'Your reply got me working again' }).click()
  await agnes.page.getByText('2 people will be asked').waitFor()
  await agnes.page.getByLabel('Words to quote').fill('Your answer fixed everything')
  await agnes.page.getByLabel('What it’s about').fill('a card that was declined')
  await agnes.page.getByRole('button', { name: 'Ask them' }).click()
  await agnes.page.getByText('These words aren’t in the post.').first().waitFor()
  await agnes.page.getByLabel('Words to quote').fill('Your reply got me working again')
  await agnes.page.getByRole('button', { name: 'Ask them' }).click()
  await agnes.page.getByText('Everybody in it was asked.').waitFor()
  const path = new URL(agnes.page.url()).pathname
  await agnes.page.getByRole('button', { name: 'Approve' }).click()
  const guest = await aPerson(browser, product)
  expect((await guest.page.goto(path))?.status()).toBe(404)

  await noticeOf(answer.asker, 'story')
  await asker.page.goto('/inbox')
  await asker.page.getByRole('link', { name: 'Your reply got me working again' }).first().click()
  await asker.page.getByRole('button', { name: 'Yes, show it' }).click()
  await asker.page.getByText('Thank you for letting us show this.').waitFor()
  const helper = await aPerson(browser, product, { as: answer.handle, viewport: PHONE })
  await helper.page.goto(path)
  await helper.page.getByRole('button', { name: 'Yes, show it' }).click()
  await helper.page.getByText('Thank you for letting us show this.').waitFor()

  await guest.page.goto('/stories')
  await guest.page.getByText('Shown because both agreed.').waitFor()
  const card = await fetch(`${product.url}${path}/card`)
  expect(card.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors \*$/)
  expect(await card.text()).not.toContain('<script')
  const page = await fetch(`${product.url}/stories`)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  await guest.page.goto(`${path}/card`)
  await guest.page.getByText('Your reply got me working again').waitFor()

  await helper.page.reload()
  await helper.page.getByRole('button', { name: 'Take it back' }).click()
  await helper.page.getByText('It’s gone.').waitFor()
  expect((await fetch(`${product.url}${path}/card`)).status).toBe(404)
  expect(await (await fetch(`${product.url}/stories`)).text()).not.toContain('got me working')
  for (const one of [agnes, asker, helper]) expect(one.complaints).toEqual([])
}, 180_000)
