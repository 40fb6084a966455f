import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppLoadContext } from '@remix-run/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type MadeDatabase } from '#test/support/databases.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { openServer, type WebServer } from './server.server.ts'

const HOST = 'help.example.test'
let database: MadeDatabase
let world: World
let web: WebServer
let asked: { readonly path: string; readonly isDataRequest: boolean }[]

beforeEach(async () => {
  database = await makeDatabase('SQLite')
  world = await aWorld(database)
  asked = []
  // Stands for the built routes, which strip `.data` from the address before a loader sees it.
  const routes = async (request: Request, context: AppLoadContext): Promise<Response> => {
    const { isDataRequest, rendered, refused } = context
    asked.push({ path: new URL(request.url).pathname, isDataRequest })
    const sent = request.method === 'GET' ? '' : await request.text()
    // Every builder of actions refuses what the edge refused, and draws its page.
    if (refused) return new Response(sent, { status: refused.status })
    if (request.method !== 'GET') return new Response(sent, { status: 201 })
    rendered.html = '<p>A page'
    return new Response(null, { headers: { 'Content-Type': 'text/html' } })
  }
  web = openServer(world, new Map(), () => routes)
  await new Promise<void>((resolve) => web.server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  await web.stop(100)
  await world.close()
  await database.remove()
})

const get = (path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const { port } = web.server.address() as AddressInfo
    request({ port, host: '127.0.0.1', path, headers: { host: HOST, ...headers } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })

test.each([
  ['/t/1/a-thread', false],
  ['/t/1/a-thread?page=a.1.data', false],
  ['/search?q=x.data', false],
  ['/t/1/a-thread.data', true],
  ['/_root.data?index', true],
  ['/tags/node.data?page=a.1.2', true],
])('whether %s asks for data and not for the document: %s', async (path, isDataRequest) => {
  await get(path)

  expect(asked.map((one) => one.isDataRequest)).toEqual([isDataRequest])
})

test('a path that can’t be decoded comes to its route as one that can', async () => {
  await get('/%')
  await get('/t/1/50%ff')
  await get('/tags/caf%C3%A9')

  expect(asked.map((one) => one.path)).toEqual(['/%25', '/t/1/50%25ff', '/tags/caf%C3%A9'])
})

test('a guest’s page is made once, and for a member each time', async () => {
  await get('/threads')
  await get('/threads')
  await get('/threads', { cookie: '__Host-askwell=somebody' })

  expect(asked).toHaveLength(2)
})

test('check 26: a host that is not ours reaches no route', async () => {
  expect(await get('/threads', { host: 'x:1/admin?' })).toBe(400)
  expect(await get('/threads', { host: 'evil.example' })).toBe(400)
  expect(asked).toEqual([])
})

describe('a form of another site', () => {
  const send = (path: string, headers: Record<string, string>): Promise<[status: number, came: boolean]> =>
    new Promise((resolve, reject) => {
      const { port } = web.server.address() as AddressInfo
      const all = { host: HOST, 'content-length': '3', ...headers }
      request({ port, host: '127.0.0.1', method: 'POST', path, headers: all }, (response) => {
        let text = ''
        response
          .on('data', (piece: Buffer) => (text += piece.toString()))
          .on('end', () => resolve([response.statusCode ?? 0, text.includes('a=b')]))
      })
        .on('error', reject)
        .end('a=b')
    })
  const own = `https://${HOST}`

  test.each([
    ['/ask', { origin: own }, 201],
    ['/ask', { origin: 'https://evil.example' }, 403],
    ['/ask', { origin: 'null' }, 403],
    ['/ask', { origin: `http://${HOST}` }, 403],
    ['/ask', { origin: `https://${HOST}.evil.example` }, 403],
    ['/ask', {}, 403],
    ['/ask', { origin: 'https://evil.example', accept: 'text/html' }, 403],
    ['/ask.data', { origin: 'https://evil.example' }, 403],
    ['/nothing/here', { origin: 'https://evil.example' }, 403],
    ['/unsubscribe/thread-3-7.Zm9v', {}, 201],
    ['/unsubscribe/thread-3-7.Zm9v', { origin: 'https://evil.example' }, 403],
    ['/unsubscribe', {}, 403],
    ['/api/v1/requests', {}, 201],
  ])('%s with %j is answered with %d', async (path, headers, status) => {
    // Where a page says so, its words never come to the route.
    expect(await send(path, headers)).toEqual([status, status === 201])
  })
})

test('what is too large is refused in a sentence, also to a browser on a slow line that still sends', async () => {
  const { port } = web.server.address() as AddressInfo
  const half = 'x'.repeat(512 * 1024)
  const headers = { host: HOST, origin: `https://${HOST}`, 'content-length': String(2 * half.length) }
  const status = await new Promise<number>((resolve, reject) => {
    let said = 0
    const sending = request({ port, host: '127.0.0.1', method: 'POST', path: '/ask', headers }, (response) => {
      said = response.statusCode ?? 0
      // Who has sent everything reads the answer; a line that was cut meanwhile is an error.
      response.resume().on('end', () => sending.writableFinished && resolve(said))
    })
    sending.on('error', reject)
    sending.on('finish', () => said !== 0 && resolve(said))
    sending.write(half)
    // Longer than the listener waits by itself.
    setTimeout(() => sending.end(half), 900)
  })
  expect(status).toBe(413)
})

describe('a body without a length', () => {
  const send = (method: string, ...pieces: readonly string[]): Promise<[number, string]> =>
    new Promise((resolve, reject) => {
      const { port } = web.server.address() as AddressInfo
      const headers = {
        host: HOST,
        origin: `https://${HOST}`,
        ...(pieces.length > 0 && { 'transfer-encoding': 'chunked' }),
      }
      const sending = request({ port, host: '127.0.0.1', method, path: '/api/x', headers }, (response) => {
        const read: Buffer[] = []
        response
          .on('data', (piece: Buffer) => read.push(piece))
          .on('end', () => resolve([response.statusCode ?? 0, Buffer.concat(read).toString()]))
      })
      sending.on('error', reject)
      for (const piece of pieces) sending.write(piece)
      sending.end()
    })

  test('comes to its route in pieces', async () => {
    expect(await send('POST', 'one ', 'and ', 'two')).toEqual([201, 'one and two'])
  })

  test.each(['POST', 'PUT', 'DELETE'])('may be none: %s', async (method) => {
    expect(await send(method)).toEqual([201, ''])
  })

  test('has the same limit as others', async () => {
    const [status] = await send('POST', ...Array.from({ length: 5 }, () => 'x'.repeat(1024 * 1024)))

    expect(status).toBe(413)
    expect(asked).toEqual([])
  })
})
