import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aPost, aThread } from '../support/factories/rows.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let product: Product
let browser: Browser

const TITLE = 'My second card never came'
const SECRET = 'the account 4711-0815'

/** Cyril asks; what comes of it is told by the state alone, so time passes by changing that. */
async function askedQuestion(): Promise<number> {
  const { url } = product
  const asked = await fetch(`${url}/ask`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: await product.headerOf('cyril'), origin: url },
    body: new URLSearchParams({
      title: TITLE,
      body: 'It should have come last week.',
      category: 'cards',
      kind: 'question',
      tags: '',
      intent: 'post',
    }),
  })
  const id = Number(/\/t\/(\d+)/.exec(asked.headers.get('location') ?? '')?.[1])
  await product.settled()
  return id
}

/** As if so much of the promised time had run: the thread was asked earlier, and is looked at. */
async function timePasses(id: number, times: { readonly risk_at: number; readonly due_at: number }): Promise<void> {
  const { db } = product
  const now = Date.now()
  await db
    .updateTable('threads')
    .set({ created_at: now - 10 * DAY, last_post_at: now - 10 * DAY, promised: 1, ...times })
    .where('id', '=', id)
    .execute()
  await db
    .insertInto('jobs')
    .values({
      name: 'escalation.review',
      subject: `thread:${id}`,
      payload: JSON.stringify({ thread: id }),
      due_at: now,
      created_at: now,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Carla answered something in the category of cards, and that was accepted: she knows the subject. */
async function carlaKnows(): Promise<void> {
  const { db } = product
  const { id: author } = await db
    .selectFrom('members')
    .select('id')
    .where('handle', '=', 'carla')
    .executeTakeFirstOrThrow()
  const { id: category } = await db
    .selectFrom('categories')
    .select('id')
    .where('slug', '=', 'cards')
    .executeTakeFirstOrThrow()
  const thread = await aThread(db, { category_id: category, answer_count: 1, listed: 1, title: 'An older question' })
  const post = await aPost(db, { thread_id: thread.id, author_id: author, helpful_count: 3 })
  const at = Date.now()
  await db
    .updateTable('threads')
    .set({ accepted_post_id: post.id, accepted_at: at })
    .where('id', '=', thread.id)
    .execute()
  // A worker collects what that earned, and so who knows the subject.
  const job = { name: 'points.collect', subject: `thread:${thread.id}`, payload: `{"thread":${thread.id}}` }
  await db
    .insertInto('jobs')
    .values({ ...job, due_at: 0, created_at: at })
    .execute()
  await product.settled()
}

const openAt = (thread: number) =>
  product.db
    .selectFrom('escalations')
    .selectAll()
    .where('thread_id', '=', thread)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()

const says = async (page: Page, words: string): Promise<void> => {
  await page.getByText(words).first().waitFor()
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function unfit(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    async (rules) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values: rules } }),
    RULES,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (database) => {
  beforeAll(async () => {
    product = await aProduct({ database })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await product.close()
    expect(product.troubles).toEqual([])
  })

  test('a question goes from its promise to the desk, to its answer, and back when that did not help', async () => {
    await carlaKnows()
    const id = await askedQuestion()
    const agnes = await aPerson(browser, product, { as: 'agnes' })
    const mona = await aPerson(browser, product, { as: 'mona' })
    const cyril = await aPerson(browser, product, { as: 'cyril' })
    const carla = await aPerson(browser, product, { as: 'carla' })
    const desk = (more = '') => agnes.page.goto(`/desk?thread=${id}${more}`)
    const write = async (as: string, body: string, act: string) => {
      const { id: escalation } = (await openAt(id)) ?? { id: 0 }
      await agnes.page.goto(`/desk/escalations/${escalation}?write=${as}`)
      await agnes.page.locator('#desk-body').fill(body)
      await agnes.page.getByRole('button', { name: act }).click()
    }

    // Three quarters of the time have run: somebody who knows is asked, and nobody at the desk.
    await timePasses(id, { risk_at: Date.now() - HOUR, due_at: Date.now() + DAY })
    await until('somebody to be asked', () =>
      product.db.selectFrom('invitations').select('at').where('thread_id', '=', id).executeTakeFirst(),
    )
    await product.settled()
    await carla.page.goto('/inbox')
    await says(carla.page, 'This question has waited a while, and you know the subject. Can you help?')
    expect(await openAt(id)).toBeUndefined()
    await cyril.page.goto(`/t/${id}`)
    await says(cyril.page, 'Members who know this were asked')
    expect(await unfit(cyril.page)).toEqual([])

    // All of it has run, and nobody did anything.
    await timePasses(id, { risk_at: Date.now() - DAY, due_at: Date.now() - HOUR })
    await until('it to be at the desk', () => openAt(id))
    await agnes.page.goto('/desk')
    await says(agnes.page, TITLE)
    await desk()
    await agnes.page.locator('.work').getByRole('button', { name: 'Claim' }).first().click()
    await says(agnes.page, 'It’s yours now.')
    expect(await unfit(agnes.page)).toEqual([])
    await mona.page.goto(`/desk?thread=${id}`)
    await says(mona.page, 'Agnes Holm has claimed this')

    await write('details', 'Where do you live now?', 'Ask for details')
    await says(agnes.page, 'The asker is asked')
    await cyril.page.goto(`/t/${id}`)
    await says(cyril.page, 'The promised time stands still')
    await says(cyril.page, 'Support team')
    await cyril.page.locator('#answer').fill('Still in the same house.')
    await cyril.page.locator('.composer [data-post]').click()
    await says(cyril.page, 'Still in the same house.')
    await until('the clock to run again', async () => (await openAt(id))?.state === 'claimed')

    await write('private', `Is it about ${SECRET}?`, 'Send privately')
    await says(agnes.page, 'Sent. Only the asker')
    await cyril.page.goto(`/t/${id}`)
    await says(cyril.page, 'Private: only you and our staff can read this')
    expect(await unfit(cyril.page)).toEqual([])
    await cyril.page.locator('#private-body').fill('Yes, that one.')
    await cyril.page.getByRole('button', { name: 'Send privately' }).click()
    await says(cyril.page, 'Yes, that one.')
    expect(cyril.page.url()).toMatch(/#private$/)
    await carla.page.goto(`/t/${id}`)
    await says(carla.page, 'Part of this is being handled privately.')
    expect(await carla.page.content()).not.toContain(SECRET)

    await write('answer', 'Cards come within two weeks; ask for another in the app.', 'Answer and resolve')
    await says(agnes.page, 'Your answer is there, and it’s resolved.')
    await cyril.page.goto(`/t/${id}`)
    await cyril.page.getByRole('button', { name: 'No, it didn’t help' }).click()
    const back = await until('it to come back', () => openAt(id))
    expect(back).toMatchObject({ came_back: 1 })
    await agnes.page.goto('/desk?queue=back')
    await says(agnes.page, TITLE)
    expect(await unfit(agnes.page)).toEqual([])

    // On a phone, without scripts.
    const phone = await aPerson(browser, product, { as: 'mona', viewport: PHONE, scripts: false })
    await phone.page.goto('/desk')
    await says(phone.page, TITLE)
    await phone.page.goto(`/t/${id}/escalation`)
    await phone.page.getByLabel('Handle').fill('ada')
    await phone.page.getByRole('button', { name: 'Invite them' }).click()
    await until('Ada to be asked', async () => {
      const asked = await product.db.selectFrom('invitations').select('at').where('thread_id', '=', id).execute()
      return asked.length > 1 ? asked : undefined
    })
  }, 90_000)

  test('the asker of a closed question opens it again without a script', async () => {
    const { db, url } = product
    const thread = await db
      .selectFrom('threads')
      .select('id')
      .where('title', '=', TITLE)
      .where('part_of', 'is', null)
      .executeTakeFirstOrThrow()
    const closed = await fetch(`${url}/t/${thread.id}/moderation`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: await product.headerOf('agnes'), origin: url },
      body: new URLSearchParams({ intent: 'close', reason: 'Cards are sent by the bank' }),
    })
    expect(closed.status).toBe(302)
    const { page } = await aPerson(browser, product, { as: 'cyril', viewport: PHONE, scripts: false })
    await page.goto(`/t/${thread.id}`)
    await says(page, 'Cards are sent by the bank')
    await page.getByText('This isn’t right: open it again').click()
    await page.getByLabel('Why it shouldn’t be closed').fill('It is still missing')
    await page.getByRole('button', { name: 'Open it again' }).click()
    await page.waitForURL(/\/t\/\d+\/[^/]+$/)
    expect(await page.getByText('Cards are sent by the bank').count()).toBe(0)
  })
})
