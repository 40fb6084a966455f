import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCluster, type Cluster } from '../support/cluster.ts'
import { aProduct, until, type Product } from '../support/product.ts'
import { sendAnswer, type Sent } from '../support/send-answer.ts'

const RESTARTS = 20
const HANDS = ['carla', 'cyril', 'agnes', 'mona'] as const

let folder: string
let cluster: Cluster
let product: Product
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-restart-'))
  await chmod(folder, 0o711)
  cluster = await startCluster(join(folder, 'postgres'), { isDurable: true })
  product = await aProduct({ databaseUrl: await cluster.create() })
}, 120_000)
afterAll(async () => {
  await product.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

test(`PostgreSQL restarts ${RESTARTS} times while eight write: nothing acknowledged is lost, and the process lives`, async () => {
  const kept: string[] = []
  const refused: { readonly body: string; readonly sent: Sent }[] = []
  let isOver = false
  let posts = 0
  const cookies = await Promise.all(HANDS.map((handle) => product.headerOf(handle)))
  const writers = [...cookies, ...cookies].map(async (cookie, hand) => {
    for (let n = 0; !isOver; n += 1) {
      const body = `Written by hand ${hand}, number ${n}.`
      const sent = await sendAnswer(product, cookie, body)
      if (sent.status === 302) {
        kept.push(body)
        posts += 1
      } else if (sent.status === 429) await product.forgetLimits().catch(() => undefined)
      else refused.push({ body, sent })
    }
  })

  for (let n = 0; n < RESTARTS; n += 1) {
    const before = posts
    await until('writing to go on by itself', () => posts >= before + 8)
    await cluster.restart(n % 2 === 0 ? 'fast' : 'immediate')
  }
  const last = posts
  await until('writing to go on after the last restart', () => posts >= last + 8)
  isOver = true
  await Promise.all(writers)

  const rows = await product.db.selectFrom('posts').select('body').where('thread_id', '=', 1).execute()
  const stored = new Set(rows.map(({ body }) => body))
  expect(kept.filter((body) => !stored.has(body))).toEqual([])
  // Whoever was refused is told so in words, gets back what was typed, and can send it again.
  expect(refused.filter(({ sent }) => sent.status !== 503)).toEqual([])
  for (const { body, sent } of refused) {
    expect(sent.text).toContain('can’t be reached right now')
    expect(sent.text).toContain(body)
    expect(sent.text).toContain('Send it again')
  }
  const page = await fetch(`${product.url}/t/1`)
  expect(page.status).toBe(200)
  expect(product.troubles).toEqual([])
})

test('while PostgreSQL is away pages say so, and jobs go on once it is back', async () => {
  const before = await product.db.selectFrom('posts').select('id').execute()
  const cookie = await product.headerOf('carla')
  await cluster.restart('fast', async () => {
    const page = await fetch(`${product.url}/inbox`, { headers: { cookie } })
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('can’t be reached right now')
    const sent = await sendAnswer(product, cookie, 'Written into the void.')
    expect(sent.status).toBe(503)
    expect(sent.text).toContain('Written into the void.')
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${product.url}/readyz`)).status).toBe(503)
  })

  await until('an answer after the restart', async () => {
    await product.forgetLimits()
    return (await sendAnswer(product, cookie, 'After the last restart.')).status === 302
  })
  await product.settled()

  expect((await product.db.selectFrom('posts').select('id').execute()).length).toBe(before.length + 1)
  expect(
    await product.db.selectFrom('jobs').select(['name', 'error']).where('parked_at', 'is not', null).execute(),
  ).toEqual([])
  expect(product.troubles).toEqual([])
})
