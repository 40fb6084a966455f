import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, openBrowser, PHONE } from '../support/browser.ts'
import { aPoint } from '../support/factories/points.ts'
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

/** Outcomes of a member today, as the ledger has them. */
async function earn(handle: string, count: number): Promise<number> {
  const { id } = await product.db
    .selectFrom('members')
    .select('id')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  for (let n = 0; n < count; n += 1) await aPoint(product.db, { member_id: id, at: Date.now() - n * 1000 })
  return id
}

test('a badge is composed, previewed, awarded, taken along, checked, and shown invalid after it was revoked', async () => {
  const carla = await earn('carla', 2)
  await earn('cyril', 1)
  for (const handle of ['oleg', 'ines', 'priya', 'tomas']) await earn(handle, 1)
  const ada = await aPerson(browser, product, { as: 'ada', scripts: false })

  // Composed, without a script; what it would do is shown before it is saved.
  await ada.page.goto('/desk/badges')
  await ada.page.getByRole('link', { name: 'Compose one' }).click()
  await ada.page.getByLabel('Name', { exact: true }).fill('Quiet harbour')
  await ada.page.getByLabel('What it’s for').fill('Two answers that were accepted.')
  await ada.page.getByLabel('Cup', { exact: true }).check()
  await ada.page.getByRole('button', { name: 'Show who would get it' }).click()
  const preview = ada.page.locator('#preview')
  expect(await preview.innerText()).toContain('That’s nearly everybody.')
  expect(await ada.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Quiet harbour')
  await ada.page.getByRole('button', { name: 'Save and give it' }).click()
  expect(await ada.page.getByRole('alert').first().innerText()).toContain('the badge to 6 of the 6 people')
  await ada.page.getByLabel('How many times').fill('2')
  await ada.page.getByRole('button', { name: 'Show who would get it' }).click()
  expect(await preview.innerText()).toMatch(/One person of the 6/)
  expect(await preview.locator('tbody tr').first().innerText()).toContain('Carla Ruiz')
  await ada.page.getByRole('button', { name: 'Save and give it' }).click()
  await ada.page.getByText('Whoever has earned it gets it').waitFor()

  // Awarded: the earner hears of it in the inbox.
  const award = await until('the award', () =>
    product.db
      .selectFrom('awards')
      .innerJoin('badges', 'badges.id', 'awards.badge_id')
      .select(['awards.uid', 'badges.slug'])
      .where('member_id', '=', carla)
      .where('badges.slug', '=', 'quiet-harbour')
      .executeTakeFirst(),
  )
  await product.db.updateTable('jobs').set({ due_at: Date.now() }).where('name', '=', 'notices.badges').execute()
  const her = await aPerson(browser, product, { as: 'carla', viewport: PHONE })
  await until('the notice', () =>
    product.db.selectFrom('notices').select('id').where('kind', '=', 'badge').executeTakeFirst(),
  )
  await her.page.goto('/inbox')
  await her.page.getByRole('link', { name: 'Quiet harbour' }).click()
  await her.page.waitForURL(`**/badges/credentials/${award.uid}`)
  await her.page.getByText('This badge is genuine and valid.').waitFor()
  expect(await her.page.getByRole('link', { name: 'Add to LinkedIn' }).getAttribute('href')).toMatch(
    /^https:\/\/www\.linkedin\.com\/profile\/add\?startTask=CERTIFICATION_NAME&name=Quiet\+harbour/,
  )

  // Taken along, and brought to the public page by somebody who has no account.
  const [download] = await Promise.all([
    her.page.waitForEvent('download'),
    her.page.getByRole('link', { name: 'Picture with the badge in it' }).click(),
  ])
  const picture = await readFile(await download.path())
  const token = await (await fetch(`${product.url}/badges/credentials/${award.uid}/credential.jwt`)).text()
  const guest = await aPerson(browser, product, { scripts: false })
  const bring = async (what: { readonly file: Buffer } | { readonly text: string }): Promise<string> => {
    await guest.page.goto('/badges/verify')
    if ('file' in what)
      await guest.page.getByLabel('File').setInputFiles({ name: 'badge.png', mimeType: 'image/png', buffer: what.file })
    else await guest.page.getByLabel('Or its text').fill(what.text)
    await guest.page.getByRole('button', { name: 'Check it' }).click()
    return guest.page.locator('main').innerText()
  }
  expect(await bring({ file: picture })).toContain('It’s genuine, nothing was changed, and it’s valid.')
  expect(await bring({ text: token })).toContain('Quiet harbour, earned by Carla Ruiz')
  expect(await bring({ text: token.replace(/^(.{200})./, (_, start: string) => `${start}~`) })).toContain(
    'There’s no badge in this.',
  )
  const changed = token.slice(0, 250) + (token[250] === 'A' ? 'B' : 'A') + token.slice(251)
  expect(await bring({ text: changed })).toContain('It isn’t valid.')
  await guest.page.goto('/badges/verify')
  await guest.page.getByRole('button', { name: 'Check it' }).click()
  expect(await guest.page.getByRole('alert').innerText()).toContain('Paste the credential, or choose its file.')

  // Its addresses resolve for programs.
  const [head = ''] = token.split('.')
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }
  expect(await (await fetch(kid)).json()).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
  for (const path of ['/badges/issuer', '/badges/quiet-harbour/achievement/1']) {
    const answer = await fetch(`${product.url}${path}`)
    expect(answer.headers.get('content-type')).toContain('application/ld+json')
    expect(await answer.json()).toMatchObject({ id: `${product.url}${path}` })
  }
  const asked = await fetch(`${product.url}/badges/credentials/${award.uid}`, {
    headers: { accept: 'application/vc+jwt' },
  })
  expect(await asked.text()).toBe(token)

  // Everybody sees who has it.
  await guest.page.goto('/badges')
  await guest.page.getByRole('link', { name: 'Quiet harbour' }).click()
  expect(await guest.page.locator('main').innerText()).toMatch(/One person has it[\s\S]*Carla Ruiz/)

  // Revoked by a moderator, from the member’s page at the desk.
  const mona = await aPerson(browser, product, { as: 'mona', scripts: false })
  await mona.page.goto(`/desk/members/${carla}`)
  await mona.page.getByRole('link', { name: 'Badges: give one' }).click()
  const row = mona.page.locator('.holder', { hasText: 'Quiet harbour' })
  await row.locator('summary').click()
  await row.getByLabel('Why it’s revoked').fill('no')
  await row.getByRole('button', { name: 'Revoke this badge' }).click()
  expect(await mona.page.getByRole('alert').innerText()).toContain('Say why')
  await row.getByLabel('Why it’s revoked').fill('These accounts accept each other.')
  await row.getByRole('button', { name: 'Revoke this badge' }).click()
  await mona.page.getByText('Its credential isn’t valid any more').waitFor()

  await guest.page.goto(`/badges/credentials/${award.uid}`)
  expect(await guest.page.locator('main').innerText()).toMatch(
    /This badge was revoked[\s\S]*These accounts accept each other\./,
  )
  expect(await guest.page.getByRole('link', { name: 'Signed document' }).count()).toBe(0)
  expect(await bring({ text: token })).toContain('It’s genuine, but it was revoked.')
  expect((await fetch(`${product.url}/badges/credentials/${award.uid}/credential.jwt`)).status).toBe(404)
})

test('staff give a badge by hand, and an admin changes the key without making it invalid', async () => {
  const { id } = await product.db
    .selectFrom('members')
    .select('id')
    .where('handle', '=', 'cyril')
    .executeTakeFirstOrThrow()
  const agnes = await aPerson(browser, product, { as: 'agnes', viewport: PHONE })
  await agnes.page.goto(`/desk/members/${id}/badges`)
  await agnes.page.getByLabel('Badge', { exact: true }).selectOption('Cup of tea')
  await agnes.page.getByLabel('Why').fill('You stayed kind with an angry customer.')
  await agnes.page.getByRole('button', { name: 'Give it' }).click()
  await agnes.page.getByText('Given. They’ll hear of it.').waitFor()
  await agnes.page.getByRole('link', { name: 'Cup of tea' }).click()
  await agnes.page.waitForURL('**/badges/credentials/*')
  await agnes.page.getByText('You stayed kind with an angry customer.').waitFor()
  const address = new URL(agnes.page.url()).pathname
  const before = await (await fetch(`${product.url}${address}/credential.jwt`)).text()

  const ada = await aPerson(browser, product, { as: 'ada' })
  await ada.page.goto('/desk/badges/keys')
  await ada.page.getByRole('button', { name: 'Use a new key from now on' }).click()
  await ada.page.getByText('A new key signs from now on').waitFor()

  const { keys } = (await (await fetch(`${product.url}/badges/keys`)).json()) as { keys: unknown[] }
  expect(keys.length).toBeGreaterThan(1)
  expect(await (await fetch(`${product.url}${address}/credential.jwt`)).text()).not.toBe(before)
  await ada.page.goto('/badges/verify')
  await ada.page.getByLabel('Or its text').fill(before)
  await ada.page.getByRole('button', { name: 'Check it' }).click()
  await ada.page.getByText('It’s genuine, nothing was changed, and it’s valid.').waitFor()
})
