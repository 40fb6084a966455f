import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, DESKTOP, openBrowser, PHONE } from '../support/browser.ts'
import { aProduct, PASSWORD, until, type Product } from '../support/product.ts'

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

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your answer' })

/** Signs in where one was led to because the session was over. */
const signInAgain = async (page: Page, handle: string): Promise<void> => {
  await page.getByLabel('Email address').fill(`${handle}@example.test`)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
}

test('without scripts one asks, answers, comments, counts oneself and accepts', async () => {
  const asker = await aPerson(browser, product, { as: 'carla', scripts: false, viewport: PHONE })
  const helper = await aPerson(browser, product, { as: 'cyril', scripts: false, viewport: PHONE })
  const title = 'Does the card work in Norway without a PIN?'

  await asker.page.goto('/ask')
  await asker.page.getByLabel('Title').fill('The card was declined at the petrol pump')
  await asker.page.getByRole('button', { name: 'Continue' }).click()
  const similar = asker.page.getByRole('region', { name: 'May already help' })
  expect(await similar.innerText()).toContain('Card declined at a petrol station')
  await asker.page.getByLabel('Title').fill(title)
  await asker.page.getByRole('textbox', { name: 'Details' }).fill('In *Tromsø*, next week.')
  await asker.page.getByRole('button', { name: 'Preview' }).click()
  expect(await asker.page.locator('.preview-part em').innerText()).toBe('Tromsø')
  await asker.page.getByLabel('Category').selectOption('cards')
  await asker.page.getByRole('textbox', { name: 'Tags' }).fill('abroad, norway')
  await asker.page.getByRole('button', { name: 'Post', exact: true }).click()
  const thread = new URL(asker.page.url()).pathname
  expect(await asker.page.getByRole('link', { name: 'norway' }).count()).toBeGreaterThan(0)
  expect(thread).toMatch(/^\/t\/\d+\/does-the-card-work/)

  await helper.page.goto(thread)
  await helper.page
    .getByRole('button', { name: /Same here/ })
    .first()
    .click()
  expect(await helper.page.getByRole('button', { name: /Same here 1/ }).count()).toBeGreaterThan(0)
  await composer(helper.page).fill('Yes, below 500 crowns.')
  await helper.page.getByRole('button', { name: 'Post answer' }).click()
  const answer = helper.page.getByRole('article', { name: 'Answer by Cyril Noé' })
  expect(await answer.innerText()).toContain('below 500 crowns')

  await asker.page.goto(thread)
  const answered = asker.page.getByRole('article', { name: 'Answer by Cyril Noé' })
  await answered.locator('summary').click()
  await answered.getByLabel('Your comment').fill('Also at ferries?')
  await answered.getByRole('button', { name: 'Add comment' }).click()
  expect(await answered.innerText()).toContain('Also at ferries?')
  await answered.getByRole('button', { name: 'This solved it' }).click()
  const solved = asker.page.getByRole('article', { name: 'This solved it' })
  expect(await solved.innerText()).toContain('below 500 crowns')
  await asker.context.close()
  await helper.context.close()
})

test('without scripts a picture comes into an answer by its line', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'cyril', scripts: false, viewport: PHONE })
  await page.goto('/t/2')
  const address = await page.getByRole('link', { name: 'Add a picture' }).first().getAttribute('href')
  const writing = await context.newPage()
  await writing.goto(page.url())
  await page.goto(address ?? '')

  await page
    .getByLabel('Picture')
    .setInputFiles({ name: 'notes.txt', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await page.getByRole('button', { name: 'Upload' }).click()
  expect(await page.getByRole('main').innerText()).toContain('Only staff can attach files other than pictures.')
  const picture = await sharp({ create: { width: 80, height: 50, channels: 3, background: '#275' } })
    .png()
    .toBuffer()
  await page.getByLabel('Picture').setInputFiles({ name: 'The menu.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('button', { name: 'Upload' }).click()
  const line = await page.getByLabel('Copy this line into your text').inputValue()
  expect(line).toMatch(/^!\[The menu\]\(\/files\//)
  expect(await page.getByAltText('As it was saved').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(80)

  await composer(writing).fill(`It is here:\n\n${line}`)
  await writing.getByRole('button', { name: 'Post answer' }).click()
  const shown = writing.getByAltText('The menu')
  expect(await shown.count()).toBe(1)
  await context.close()
})

test('when the session has ended, what was typed is kept and is a draft after signing in', async () => {
  const { page, context, complaints } = await aPerson(browser, product, { as: 'cyril' })
  await page.goto('/t/6')
  await context.clearCookies()

  await composer(page).fill('The charts have a setting of their own.')
  await page.getByRole('button', { name: 'Post answer' }).click()
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  expect(await page.getByLabel('What you wrote').inputValue()).toContain('a setting of their own')
  await signInAgain(page, 'cyril')

  await page.waitForURL(/\/t\/6\//)
  expect(await composer(page).inputValue()).toBe('The charts have a setting of their own.')
  await page.getByText('Your draft, saved').waitFor()
  await page.getByRole('button', { name: 'Post answer' }).click()
  await page.getByRole('article', { name: 'Answer by Cyril Noé' }).waitFor()
  expect(await composer(page).inputValue()).toBe('')
  expect(complaints).toEqual([])
  await context.close()
})

test('an article that was being written when the session ended comes back whole', async () => {
  const { page, context, complaints } = await aPerson(browser, product, { as: 'cyril' })
  await page.goto('/kb/new')
  await context.clearCookies()

  await page.getByLabel('Title').fill('How do I export a chart?')
  await page.getByLabel('Also asked as').fill('Where is the export?\nSave a chart as a file')
  await page.getByLabel('Text').fill('Choose Export in the menu.')
  await page.getByLabel('Tags').fill('charts, export')
  await page.getByLabel('What changed, and why').fill('It was missing.')
  await page.getByRole('button', { name: 'Send for review' }).click()
  await page.getByRole('heading', { name: 'You have been signed out' }).waitFor()
  await signInAgain(page, 'cyril')

  await page.waitForURL(/\/kb\/new/)
  await page.getByText('Your draft, saved').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('How do I export a chart?')
  expect(await page.getByLabel('Also asked as').inputValue()).toBe('Where is the export?\nSave a chart as a file')
  expect(await page.getByLabel('Text').inputValue()).toBe('Choose Export in the menu.')
  expect(await page.getByLabel('Tags').inputValue()).toBe('charts, export')
  expect(await page.getByLabel('What changed, and why').inputValue()).toBe('It was missing.')
  expect(complaints).toEqual([])
  await context.close()
})

test('what is clicked twice at once is sent once, and shows', async () => {
  const { page, context, complaints } = await aPerson(browser, product, { as: 'cyril' })
  const sent: string[] = []
  page.on('request', (request) => {
    // Before the page's script has taken over, a form goes by itself.
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname.replace(/\.data$/, ''))
  })
  const clickTwice = (button: HTMLElement) => {
    button.click()
    button.click()
  }
  await page.goto('/t/8', { waitUntil: 'networkidle' })

  const sameHere = page.locator('article.ask-post').getByRole('button', { name: 'Same here' })
  await sameHere.evaluate(clickTwice)
  await page.getByRole('button', { name: 'Following' }).waitFor()
  expect(await sameHere.getAttribute('aria-pressed')).toBe('true')
  await composer(page).fill('It comes back **by itself** on Monday.')
  await page.getByRole('button', { name: 'Post answer' }).evaluate(clickTwice)
  await page.getByRole('article').getByText('It comes back by itself').waitFor()

  expect(sent).toEqual(['/t/8/same-here', '/t/8/answers'])
  expect(await composer(page).inputValue()).toBe('')
  expect(complaints).toEqual([])
  await context.close()
})

test('without a line, or without the server, what was typed is not lost', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'cyril' })
  const post = page.getByRole('button', { name: 'Post answer' })
  await page.goto('/t/7', { waitUntil: 'networkidle' })
  await composer(page).fill('Ask at the counter.')

  await context.setOffline(true)
  await post.click()
  await page.getByText('You’re offline, so nothing was sent.').waitFor()
  expect(await composer(page).inputValue()).toBe('Ask at the counter.')

  await context.setOffline(false)
  await page.route('**/answers.data*', (route) => route.abort())
  await post.click()
  await page.getByRole('heading', { name: 'The server can’t be reached.' }).waitFor()
  await page.unroute('**/answers.data*')
  await page.getByRole('link', { name: 'Reload this page' }).click()
  await page.getByText('Your draft, saved').waitFor()
  expect(await composer(page).inputValue()).toBe('Ask at the counter.')
  await post.click()
  await page.getByRole('article').getByText('Ask at the counter.').waitFor()
  await context.close()
})

test('a refused question is kept as a draft', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'cyril' })
  await page.goto('/ask', { waitUntil: 'networkidle' })
  await page.getByLabel('Title').fill('Where is my card number?')
  await page.getByLabel('Details').fill('I look for it everywhere.')
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByText('Choose a category.').first().waitFor()

  await page.getByText('Saved just now').waitFor()
  await context.close()
})

test('when a thread was closed while one was typing, the text stays and the reason is said', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'carla' })
  const moderator = await aPerson(browser, product, { as: 'mona' })
  await page.goto('/t/9')
  await composer(page).fill('There is a button for it at the end of the list.')

  await moderator.page.goto('/t/9/moderation')
  const close = moderator.page.locator('details.decide').filter({ hasText: 'No more answers' })
  await close.locator('summary').click()
  await close.getByLabel('Reason').fill('Answered in the manual')
  await close.getByRole('button', { name: 'Close it' }).click()
  await moderator.page.waitForURL(/\/t\/9\/[^/]+$/)
  await page.getByRole('button', { name: 'Post answer' }).click()

  await page.getByText('This thread was closed, so nothing can be added.').waitFor()
  expect(await composer(page).inputValue()).toBe('There is a button for it at the end of the list.')
  await context.close()
  await moderator.context.close()
})

test('a draft survives a page that dies, and is there on the next device', async () => {
  const here = await aPerson(browser, product, { as: 'carla' })
  await here.page.goto('/ask')
  await here.page.getByLabel('Title').fill('How do I freeze a lost card?')
  await here.page.getByRole('textbox', { name: 'Details' }).fill('It fell into the harbour.')
  await until('the draft to be kept', async () =>
    (await product.db.selectFrom('drafts').select('body').where('key', '=', 'ask').execute()).some(({ body }) =>
      body.includes('harbour'),
    ),
  )
  await here.page.close({ runBeforeUnload: false })

  const again = await here.context.newPage()
  await again.goto('/ask')
  expect(await again.getByLabel('Title').inputValue()).toBe('How do I freeze a lost card?')
  const there = await aPerson(browser, product, { as: 'carla', viewport: PHONE })
  await there.page.goto('/ask')
  const details = there.page.getByRole('textbox', { name: 'Details' })
  expect(await details.inputValue()).toBe('It fell into the harbour.')
  await there.page.getByText('Your draft, saved').waitFor()
  expect([...here.complaints, ...there.complaints]).toEqual([])
  await here.context.close()
  await there.context.close()
})

test('a proposed article is kept as a draft with its phrasings, warns before it is left, and is gone once sent', async () => {
  const here = await aPerson(browser, product, { as: 'carla' })
  const keptDrafts = async () =>
    product.db
      .selectFrom('drafts')
      .innerJoin('members', 'members.id', 'drafts.member_id')
      .select('fields')
      .where('key', '=', 'article:new')
      .where('handle', '=', 'carla')
      .execute()
  await here.page.goto('/kb/new')
  await here.page.getByLabel('Title').fill('How do I take money out abroad?')
  const asked: string[] = []
  here.page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await here.page.close({ runBeforeUnload: true })
  await until('the question before leaving', () => Promise.resolve(asked.length > 0))
  expect(asked).toEqual(['beforeunload'])

  const again = await here.context.newPage()
  await again.goto('/kb/new')
  await again.getByText('Your draft, saved').waitFor()
  expect(await again.getByLabel('Title').inputValue()).toBe('How do I take money out abroad?')
  await again.getByLabel('Also asked as').fill('cash in another country')
  await until('the phrasing to be kept', async () =>
    (await keptDrafts()).some(({ fields }) => fields.includes('another country')),
  )

  const there = await aPerson(browser, product, { as: 'carla', viewport: PHONE })
  await there.page.goto('/kb/new')
  expect(await there.page.getByLabel('Also asked as').inputValue()).toBe('cash in another country')
  await there.page
    .getByRole('textbox', { name: 'Text' })
    .fill('Any machine takes the card.\n\n::: Norway\nBut none at sea.\n:::')
  await there.page.locator('.editor').getByRole('button', { name: 'Preview' }).click()
  const preview = there.page.getByRole('region', { name: 'Preview' })
  expect(await preview.locator('.part').innerText()).toBe('But none at sea.')
  expect(await preview.innerText()).not.toContain(':::')
  await there.page.getByRole('button', { name: 'Send for review' }).click()
  await there.page.waitForURL(/proposed=1/)
  expect(await keptDrafts()).toEqual([])
  await again.goto('/kb/new')
  expect(await again.getByLabel('Title').inputValue()).toBe('')
  expect([...here.complaints, ...there.complaints]).toEqual([])
  await here.context.close()
  await there.context.close()
})

test('a mailbox stops mails by itself with one POST, and a scanner that opens the link stops nothing', async () => {
  const { page, context } = await aPerson(browser, product, { as: 'cyril' })
  const threadId = await askAs('carla', 'Which banks may I link to the app?')
  await page.goto(`/t/${threadId}`)
  await composer(page).fill('All that speak the open standard.')
  await page.getByRole('button', { name: 'Post answer' }).click()
  const { mail, raw } = await product.mailTo('carla@example.test', 'Which banks')

  const list = mail.headers.get('list') as { unsubscribe?: { url?: string } } | undefined // what mailparser makes of List-*
  const stop = new URL(list?.unsubscribe?.url ?? '')
  expect(raw).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  const oneClick = { 'content-type': 'application/x-www-form-urlencoded' }
  const follows = () =>
    product.db
      .selectFrom('follows')
      .select('member_id')
      .where('subject_id', '=', threadId)
      .where('kind', '=', 'thread')
      .execute()
  const before = await follows()
  for (const method of ['GET', 'HEAD']) expect((await fetch(stop, { method })).status).toBe(200)
  expect(await follows()).toEqual(before)

  const wrong = new URL(stop)
  wrong.pathname = wrong.pathname.slice(0, -4) + 'AAAA'
  const forged = await fetch(wrong, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: oneClick })
  expect(forged.status).toBe(404)
  const stopped = await fetch(stop, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: oneClick })
  expect(stopped.status).toBe(200)

  const told = product.smtp.delivered.length
  await page.reload()
  await composer(page).fill('And the ones of the second list.')
  await page.getByRole('button', { name: 'Post answer' }).click()
  await page.getByText('And the ones of the second list.').first().waitFor()
  await product.settled()
  await product.gathered()
  await product.settled()
  const since = product.smtp.delivered.slice(told).map(({ to }) => to.join())
  expect(since).not.toContain('carla@example.test')
  await context.close()
})

test('tags complete while they are typed, by their synonyms too, with keys, mouse and finger', async () => {
  const android = await product.db
    .selectFrom('tags')
    .select('id')
    .where('name', '=', 'android')
    .executeTakeFirstOrThrow()
  await product.db.insertInto('tags').values({ name: 'robot', synonym_of: android.id, thread_count: 0 }).execute()
  for (const viewport of [DESKTOP, PHONE]) {
    const { page, complaints, context } = await aPerson(browser, product, { as: 'carla', viewport })
    await page.goto('/ask')
    const tags = page.getByRole('combobox', { name: 'Tags' })
    const offers = page.getByRole('listbox', { name: 'Tags in use' }).getByRole('option')
    await tags.pressSequentially('a')
    await offers.first().waitFor()
    expect(await tags.getAttribute('aria-expanded')).toBe('true')
    expect((await offers.allInnerTexts()).sort()).toEqual(['abroad', 'android'])
    await tags.press('ArrowUp')
    const active = page.locator(`[id="${await tags.getAttribute('aria-activedescendant')}"]`)
    expect(await active.innerText()).toBe(await offers.last().innerText())
    expect(await active.getAttribute('aria-selected')).toBe('true')
    await tags.pressSequentially('b')
    await page.getByText('1 tag to choose from.').waitFor()
    await tags.press('ArrowDown')
    await tags.press('Enter')
    expect(await tags.inputValue()).toBe('abroad, ')
    expect(await tags.getAttribute('aria-expanded')).toBe('false')

    await tags.pressSequentially('robo')
    expect(await offers.first().innerText()).toMatch(/^android\s+for “robot”$/)
    await offers.first().click()
    expect(await tags.inputValue()).toBe('abroad, android, ')
    await tags.pressSequentially('cr')
    await offers.first().waitFor()
    await tags.press('Escape')
    expect(await offers.count()).toBe(0)
    await tags.pressSequentially('ash, an')
    // What stands there already is not offered again.
    await page.waitForTimeout(400)
    expect(await offers.allInnerTexts()).toEqual([])
    expect(await tags.inputValue()).toBe('abroad, android, crash, an')

    await page.goto('/kb/new')
    await page.getByRole('combobox', { name: 'Tags' }).pressSequentially('petr')
    await offers.first().click()
    expect(await page.getByRole('combobox', { name: 'Tags' }).inputValue()).toBe('petrol, ')
    const id = await askAs('carla', `Does it work on ${viewport.width} points?`)
    const opening = await product.db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', id)
      .executeTakeFirstOrThrow()
    await page.goto(`/posts/${opening.id}/edit`)
    await page.getByRole('combobox', { name: 'Tags' }).pressSequentially('disp')
    await offers.first().click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/t\/\d+/)
    await page.getByRole('link', { name: 'display' }).first().waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('what was wrong is said no longer once the field is changed, and again when it comes back', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'agnes' })
  await page.goto('/ask')
  const post = page.getByRole('button', { name: 'Post', exact: true })
  const summary = page.getByRole('main').getByRole('alert')
  const title = page.getByLabel('Title')
  const wrong = page.locator('.field > .wrong:visible')
  await post.click()
  await summary.waitFor()
  const count = await wrong.count()
  expect(count).toBeGreaterThan(1)
  expect(await summary.getByRole('link').count()).toBe(count)
  expect(await title.getAttribute('aria-invalid')).toBe('true')

  await title.fill('Where is the button for joint accounts?')
  expect(await wrong.count()).toBe(count - 1)
  expect(await summary.getByRole('link').count()).toBe(count - 1)
  expect(await title.getAttribute('aria-invalid')).toBe('false')
  expect(await describedIn(title)).toBe('One sentence, the way you’d say it to a friend.')
  await title.fill('')
  await post.click()
  await until('the error to come back', async () => (await wrong.count()) === count)
  expect(await title.getAttribute('aria-invalid')).toBe('true')
  expect(await summary.getByRole('link').count()).toBe(count)

  await title.fill('Where is the button for joint accounts?')
  await page.getByRole('textbox', { name: 'Details' }).fill('I looked everywhere.')
  await page.getByLabel('Category').selectOption('accounts')
  expect(await wrong.count()).toBe(0)
  expect(await summary.isVisible()).toBe(false)
  await post.click()
  await page.waitForURL(/\/t\/\d+\/where-is-the-button/)
  expect(complaints).toEqual([])
  await context.close()

  const guest = await aPerson(browser, product, { viewport: PHONE })
  await guest.page.goto('/signup')
  await guest.page.getByLabel('Email address').fill('new@example.test')
  await guest.page.getByLabel('Name', { exact: true }).fill('Nora Vik')
  await guest.page.getByLabel('Handle').fill('carla')
  await guest.page.getByRole('button', { name: 'Sign up' }).click()
  await guest.page.locator('.field > .wrong').waitFor()
  await guest.page.getByLabel('Handle').fill('nora')
  expect(await guest.page.locator('.field > .wrong:visible').count()).toBe(0)
  expect(await guest.page.getByRole('main').getByRole('alert').isVisible()).toBe(false)
  await guest.context.close()
})

test('Ctrl+Enter posts a comment and an answer, each once', async () => {
  const id = await askAs('carla', 'Are there fees at other banks’ machines?')
  const { page, complaints, context } = await aPerson(browser, product, { as: 'cyril' })
  await page.goto(`/t/${id}`)
  await composer(page).fill('None below 200 a month.')
  await composer(page).press('Control+Enter')
  const answer = page.getByRole('article', { name: 'Answer by Cyril Noé' })
  await answer.locator('summary').click()
  const comment = answer.getByLabel('Your comment')
  await comment.fill('Per card, not per account.')
  await comment.press('Control+Enter')
  await answer.getByText('Per card, not per account.').first().waitFor()

  const posts = await product.db
    .selectFrom('posts')
    .select(['kind', 'body'])
    .where('thread_id', '=', id)
    .orderBy('id')
    .execute()
  expect(posts.slice(1)).toEqual([
    { kind: 'answer', body: 'None below 200 a month.' },
    { kind: 'comment', body: 'Per card, not per account.' },
  ])
  expect(complaints).toEqual([])
  await context.close()
})

/** The words that a field is described by, as they are read aloud. */
function describedIn(field: Locator): Promise<string> {
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim(),
  )
}

/** Asks by the form, without a browser; gives the number of the thread. */
async function askAs(handle: string, title: string): Promise<number> {
  const answer = await fetch(`${product.url}/ask`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: await product.headerOf(handle), origin: product.url },
    body: new URLSearchParams({
      title,
      body: 'I have two.',
      category: 'app',
      kind: 'question',
      tags: '',
      intent: 'post',
    }),
  })
  const [, id] = /\/t\/(\d+)/.exec(answer.headers.get('location') ?? '') ?? []
  if (id === undefined) throw new Error(`Nothing was asked: ${answer.status} ${await answer.text()}`)
  return Number(id)
}

test('an admin gives the place a colour of its own, but none that means something; without a category nobody is asked to ask', async () => {
  const { page, complaints, context } = await aPerson(browser, product, { as: 'ada', viewport: PHONE })
  const isAccent = (hue: string) =>
    page.waitForFunction(
      (wanted) => getComputedStyle(document.documentElement).getPropertyValue('--hue') === wanted,
      hue,
    )
  await page.goto('/desk/settings/look')
  expect(await page.getByRole('radio', { name: 'Green' }).count()).toBe(0)
  expect(await page.getByRole('radio', { name: 'Water' }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: 'Violet' }).check()
  await page.getByRole('button', { name: 'Save colour' }).click()
  await isAccent('300')
  expect(await page.getByRole('radio', { name: 'Violet' }).isChecked()).toBe(true)

  // A hand-made form may say what the page does not offer.
  const refused = await fetch(`${product.url}/desk/settings/look`, {
    method: 'POST',
    headers: { cookie: await product.headerOf('ada'), origin: product.url },
    body: new URLSearchParams({ intent: 'hue', hue: '150' }),
  })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('This colour is used for what is solved. Choose another.')
  await page.getByRole('radio', { name: 'Water' }).check()
  await page.getByRole('button', { name: 'Save colour' }).click()
  await isAccent('')

  await product.db.updateTable('categories').set({ archived_at: 1 }).execute()
  await page.goto('/ask')
  expect(await page.locator('main').innerText()).toContain('Nobody can ask here yet.')
  expect(await page.getByRole('link', { name: 'Add category' }).getAttribute('href')).toBe('/desk/categories/new')
  await page.goto('/kb/new')
  expect(await page.locator('main').innerText()).toContain('You can’t write an article yet.')
  expect(await page.getByRole('link', { name: 'Add category' }).count()).toBe(1)
  const customer = await aPerson(browser, product, { as: 'carla' })
  await customer.page.goto('/ask')
  expect(await customer.page.getByRole('link', { name: 'Add category' }).count()).toBe(0)
  await product.db.updateTable('categories').set({ archived_at: null }).execute()
  expect(complaints).toEqual([])
  await Promise.all([context, customer.context].map((one) => one.close()))
})
