import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import { DEFAULT_POINT_RULES } from '#app/features/recognition/types.ts'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aMember, aPost, aThread } from '../support/factories/rows.ts'
import { aProduct, type Product } from '../support/product.ts'

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (database) => {
  let product: Product
  let browser: Browser
  let category: number
  beforeAll(async () => {
    product = await aProduct({ database })
    browser = await openBrowser()
    await product.settled()
    category = (await product.db.selectFrom('categories').select('id').orderBy('id').executeTakeFirstOrThrow()).id
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await product.close()
    expect(product.troubles).toEqual([])
  })

  const idOf = async (handle: string): Promise<number> =>
    (await product.db.selectFrom('members').select('id').where('handle', '=', handle).executeTakeFirstOrThrow()).id

  /** A question of `asker` that `helper` answered, accepted where it says when. */
  const answered = async (asker: number, helper: number, title: string, acceptedAt: number | null = null) => {
    const at = (acceptedAt ?? Date.now()) - 3_600_000
    const slug = title.toLowerCase().replaceAll(' ', '-')
    const thread = await aThread(product.db, {
      title,
      slug,
      category_id: category,
      author_id: asker,
      created_at: at,
      answer_count: 1,
      first_answer_at: at + 60_000,
    })
    const { id } = await aPost(product.db, { thread_id: thread.id, author_id: helper, created_at: at + 60_000 })
    if (acceptedAt !== null)
      await product.db
        .updateTable('threads')
        .set({ accepted_post_id: id, accepted_at: acceptedAt, accepted_by: asker })
        .where('id', '=', thread.id)
        .execute()
    return { id: thread.id, address: `/t/${thread.id}/${slug}` }
  }

  test('an answer is accepted, and its author sees points, what is missing to the next level, and the mail', async () => {
    const { address } = await answered(await idOf('carla'), await idOf('cyril'), 'Where do my notes go')
    const carla = await aPerson(browser, product, { as: 'carla' })
    await carla.page.goto(address)
    await carla.page.getByRole('button', { name: 'This solved it' }).click()
    await carla.page
      .getByText(/You accepted it|accepted it/)
      .first()
      .waitFor()
    await product.settled()

    const earned = DEFAULT_POINT_RULES.weights.accepted + DEFAULT_POINT_RULES.weights.solved
    const cyril = await aPerson(browser, product, { as: 'cyril', viewport: PHONE })
    await cyril.page.goto('/advocates/you')
    const own = await cyril.page.locator('main').innerText()
    expect(own).toContain('Answer accepted')
    expect(own).toContain('Where do my notes go')
    await cyril.page.goto('/members/cyril')
    expect(await cyril.page.locator('main').innerText()).toContain(`${50 - earned} points to Helper`)
    // What they get in return is said to everybody, and that somebody is paid for it.
    await carla.page.goto('/members/cyril')
    expect(await carla.page.locator('main').innerText()).toMatch(
      /Cyril Noé (?:earns|gets)|What Cyril Noé gets in return/,
    )
    await carla.page.goto('/members/agnes')
    expect(await carla.page.locator('main').innerText()).toContain('Agnes Holm answers here as part of their job.')
    await cyril.page.goto('/inbox')
    expect(await cyril.page.locator('main').innerText()).toMatch(/accepted/i)
    const mail = await product.mailTo('cyril@example.test', /accepted/i)
    expect(mail.mail.subject).toContain('Where do my notes go')

    // The pointer rests on the name: a small card says who that is, and Escape puts it away.
    await carla.page.goto(address)
    await carla.page.getByRole('link', { name: 'Cyril Noé' }).first().hover()
    const card = carla.page.getByRole('tooltip')
    await card.waitFor()
    expect(await card.innerText()).toMatch(/Cyril Noé[\s\S]*1 accepted answer/)
    await carla.page.keyboard.press('Escape')
    expect(await card.count()).toBe(0)
    // By keyboard as well.
    await carla.page.mouse.move(0, 0)
    await carla.page.getByRole('link', { name: 'Cyril Noé' }).first().focus()
    await card.waitFor()
    await carla.page.keyboard.press('Escape')
    expect(await card.count()).toBe(0)
    expect([...carla.complaints, ...cyril.complaints]).toEqual([])
  })

  test('asked whether it was solved, the asker says by which answer, without a script; a no is heard', async () => {
    const [carla, cyril] = [await idOf('carla'), await idOf('cyril')]
    const { id, address } = await answered(carla, cyril, 'Which button of the two')
    await aPost(product.db, { thread_id: id, author_id: await idOf('mona'), body: 'The left one, for sure.' })
    await product.db.updateTable('threads').set({ answer_count: 2 }).where('id', '=', id).execute()
    const { page, complaints } = await aPerson(browser, product, { as: 'carla', scripts: false })
    await page.goto(address)
    await page.getByRole('button', { name: 'No, it didn’t help' }).click()
    expect(await page.getByRole('button', { name: 'Yes, it did' }).count()).toBe(0)
    await aPost(product.db, { thread_id: id, author_id: cyril, body: 'Then the right one.', created_at: Date.now() })
    await page.goto(address)
    await page.getByLabel('Which answer solved it?').selectOption({ label: 'Mona Lind: The left one, for sure.' })
    await page.getByRole('button', { name: 'Yes, it did' }).click()
    expect(await page.locator('main').innerText()).toMatch(/Carla Ruiz accepted it[\s\S]*Mona Lind[\s\S]*The left one/)
    expect(complaints).toEqual([])
  })

  test('an admin sees last month’s first ten under other weights before saving; a ring gains no more than a pair', async () => {
    const now = new Date()
    const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - 3 * DAY
    const ring = []
    for (let n = 0; n < 6; n += 1) ring.push(await aMember(product.db, { handle: `ring${n}`, name: `Ring ${n}` }))
    for (const asker of ring)
      for (const helper of ring)
        if (asker !== helper) await answered(asker.id, helper.id, `Ring ${asker.id} ${helper.id}`, lastMonth)
    for (let n = 0; n < 5; n += 1)
      await answered((await aMember(product.db)).id, await idOf('cyril'), `Honest ${n}`, lastMonth)
    await product.command('rebuild', 'points')

    const ada = await aPerson(browser, product, { as: 'ada', scripts: false })
    await ada.page.goto('/desk/advocates/rules')
    await ada.page.getByRole('button', { name: 'Show the effect' }).click()
    const table = ada.page.getByRole('table', { name: /the first ten of/ })
    const firstRow = () => table.getByRole('row').nth(1).innerText()
    expect(await firstRow()).toMatch(/1\s+Cyril Noé\s+100/)
    await ada.page.getByLabel('Answer accepted').fill('3')
    await ada.page.getByRole('button', { name: 'Show the effect' }).click()
    expect(await firstRow()).toMatch(/Cyril Noé\s+40/)
    // Shown, not saved.
    await ada.page.goto('/desk/advocates/rules')
    expect(await ada.page.getByLabel('Answer accepted').inputValue()).toBe('15')

    const { pairCap } = DEFAULT_POINT_RULES
    for (const { id } of ring) {
      const { points } = await product.db
        .selectFrom('standings')
        .select('points')
        .where('member_id', '=', id)
        .executeTakeFirstOrThrow()
      expect(points).toBe(pairCap)
    }
    await ada.page.goto('/desk/advocates/suspicions')
    const report = await ada.page.locator('main').innerText()
    expect(report).toContain('A ring of 6')
    for (const { name } of ring) expect(report).toContain(name)
    expect(ada.complaints).toEqual([])
  })

  test('a mission is made from the desk’s queue, joined on a phone, and done by an accepted answer', async () => {
    const waiting = await aThread(product.db, {
      title: 'The sync stops at night',
      slug: 'the-sync-stops-at-night',
      category_id: category,
      author_id: await idOf('carla'),
      created_at: Date.now() - 7_200_000,
    })
    const agnes = await aPerson(browser, product, { as: 'agnes', scripts: false })
    await agnes.page.goto(`/t/${waiting.id}/escalation`)
    await agnes.page.getByLabel('Why the support team').fill('Nobody here knows the night job')
    await agnes.page.getByRole('button', { name: 'Pass it on' }).click()
    await agnes.page.getByText('The sync stops at night').first().waitFor()
    await agnes.page.goto('/desk')
    await agnes.page.getByRole('checkbox', { name: /The sync stops at night/ }).check()
    await agnes.page.getByRole('button', { name: 'Make a mission' }).click()
    expect(await agnes.page.getByLabel('What it’s called').inputValue()).toBe('This thread needs an answer')
    expect(await agnes.page.getByLabel('Only these threads').inputValue()).toBe(String(waiting.id))
    await agnes.page.getByRole('button', { name: 'Start this mission' }).click()
    await agnes.page.getByText('The mission was saved.').waitFor()

    const cyril = await aPerson(browser, product, { as: 'cyril', viewport: PHONE })
    await cyril.page.goto('/missions')
    await cyril.page.getByRole('link', { name: 'This thread needs an answer' }).click()
    await cyril.page.getByRole('button', { name: 'Join in' }).click()
    await cyril.page.getByText('You’re in. What you do from its start counts.').waitFor()
    await cyril.page.goto(`/t/${waiting.id}/the-sync-stops-at-night`)
    await cyril.page
      .getByRole('textbox', { name: /answer/i })
      .fill('The machine sleeps at night. Turn sleeping off while it syncs.')
    await cyril.page.getByRole('button', { name: 'Post answer' }).click()
    await cyril.page.getByText('The machine sleeps at night.').first().waitFor()

    const carla = await aPerson(browser, product, { as: 'carla', scripts: false })
    await carla.page.goto(`/t/${waiting.id}/the-sync-stops-at-night`)
    await carla.page.getByRole('button', { name: 'This solved it' }).click()
    await product.settled()
    await cyril.page.goto('/missions')
    expect(await cyril.page.locator('main').innerText()).toMatch(/This thread needs an answer[\s\S]*reached/)
    await cyril.page.goto('/inbox')
    expect(await cyril.page.locator('main').innerText()).toContain('You did your part of a mission')
    expect([...agnes.complaints, ...cyril.complaints, ...carla.complaints]).toEqual([])
  })
})
