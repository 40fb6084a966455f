import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContractServer, type ContractServer } from '../support/meilisearch.ts'
import { aProduct, until, type Product } from '../support/product.ts'

let server: ContractServer
let product: Product
beforeAll(async () => {
  server = await openContractServer()
  product = await aProduct({ settings: { MEILI_URL: server.url, MEILI_KEY: server.key } })
}, 120_000)
afterAll(async () => {
  await product.close()
  await server.close()
  expect(server.breaches).toEqual([])
})

const read = async (path: string, handle?: string): Promise<string> => {
  const cookie = handle === undefined ? 'askwell_session=nobody' : await product.headerOf(handle)
  const answer = await fetch(`${product.url}${path}`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return answer.text()
}
const searches = () => server.requests.filter((one) => one === 'POST /multi-search').length

test('Meilisearch answers readers; it is killed in the middle, and nobody notices but the desk; then it catches up by itself', async () => {
  await product.db
    .insertInto('jobs')
    .values({ name: 'search.mend', subject: 'once', payload: '{}', due_at: 0, created_at: Date.now() })
    .execute()
  await until('the server to be filled and asked', async () => {
    await read('/search?q=card')
    return searches() > 0
  })
  const before = await read('/search?q=card')
  expect(before).toContain('<mark>card</mark>')
  await until('the desk to say so', async () =>
    (await read('/desk/jobs', 'ada')).includes('is answered by Meilisearch'),
  )

  await server.kill()
  for (let n = 0; n < 5; n += 1) expect(await read('/search?q=card')).toContain('<mark>card</mark>')
  expect(await read('/desk/jobs', 'ada')).toContain('Readers are answered from the embedded index')
  const asked = await fetch(`${product.url}/ask`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: await product.headerOf('carla'), origin: product.url },
    body: new URLSearchParams({
      title: 'Where is the zanzibarian card',
      body: 'I have looked for it everywhere and can’t find it.',
      category: 'cards',
      kind: 'question',
      tags: '',
      intent: 'post',
    }),
  })
  expect(asked.status).toBe(302)
  await until('the new question to be found', async () =>
    (await read('/search?q=zanzibarian')).includes('<mark>zanzibarian'),
  )

  await server.revive()
  const count = searches()
  await product.db
    .insertInto('jobs')
    .values({ name: 'search.mend', subject: 'again', payload: '{}', due_at: 0, created_at: Date.now() })
    .execute()
  await until('the server to hold it and to be asked again', async () => {
    const found = (await read('/search?q=zanzibarian')).includes('<mark>zanzibarian')
    const state = await read('/desk/jobs', 'ada')
    return found && searches() > count && state.includes('is answered by Meilisearch')
  })
}, 120_000)
