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
  const routes = async (request: Request, { isDataRequest, rendered }: AppLoadContext): Promise<Response> => {
    asked.push({ path: new URL(request.url).pathname, isDataRequest })
    if (request.method !== 'GET') return new Response(await request.text(), { status: 201 })
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
