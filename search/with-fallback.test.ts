import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openThread } from '#app/platform/threads.server.ts'
import { openContractServer, type ContractServer } from '../test/support/meilisearch.ts'
import { aSearchDocument } from '../test/support/search-document.ts'
import { SearchUnavailableError, type EngineTrouble, type SearchDocument, type SearchEngine } from './engine.ts'
import { openSearch } from './open.server.ts'

let folder: string
let server: ContractServer
let engine: SearchEngine
let told: (EngineTrouble['kind'] | null)[]

const open = (key: string | null = server.key): SearchEngine => {
  told = []
  return openSearch({
    dataDir: folder,
    openThread,
    meili: { url: server.url, key },
    log: (trouble) => told.push(trouble?.kind ?? null),
  })
}
const document = (id: number, title: string, categoryId = 1) => aSearchDocument(id, title, { text: title, categoryId })
const found = async (text = 'card', withoutCategories: readonly number[] = []) =>
  (await engine.threads.search({ text, withoutCategories, limit: 10, skip: 0 })).hits
    .map(({ id }) => id)
    .toSorted((a, b) => a - b)
const refill = async (of: SearchEngine, ...documents: readonly SearchDocument[]) => {
  for (const collection of ['threads', 'articles'] as const) {
    const run = await of[collection].beginRebuild()
    if (collection === 'threads') await run.index(documents)
    await run.finish()
  }
}
const searches = () => server.requests.filter((one) => one === 'POST /multi-search').length

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-fallback-'))
  server = await openContractServer()
  engine = open()
  await refill(engine, document(1, 'A card'), document(2, 'Two cards', 9))
})
afterEach(async () => {
  await engine.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
  expect(server.breaches).toEqual([])
})

describe('a server in front of the embedded index', () => {
  it('answers readers, and is not asked where it is down, slow, too old or refuses the key: they are answered all the same', async () => {
    expect(await found()).toEqual([1, 2])
    expect(searches()).toBe(1)
    await server.kill()
    expect(await found()).toEqual([1, 2])
    expect(await found('car', [9])).toEqual([1])
    expect(await engine.state?.()).toMatchObject({ trouble: { kind: 'down' }, since: expect.any(Number) })
    expect(told.at(-1)).toBe('down')

    await server.revive()
    for (const mood of ['closed', 'old'] as const) {
      server.become(mood)
      expect((await engine.state?.())?.trouble?.kind).toBe(mood === 'closed' ? 'key' : 'old')
      const before = searches()
      expect(await found()).toEqual([1, 2])
      expect(searches()).toBe(before)
    }
    server.become('well')
    expect((await engine.state?.())?.trouble).toBeNull()
    const before = searches()
    expect(await found()).toEqual([1, 2])
    expect(searches()).toBe(before + 1)
  })

  it('lets one reader wait for it when it hangs, and no other', async () => {
    server.become('slow')
    expect(await found()).toEqual([1, 2])
    const asked = server.requests.length
    for (let n = 0; n < 5; n += 1) expect(await found()).toEqual([1, 2])
    expect(server.requests.length).toBe(asked)
    expect(told.at(-1)).toBe('slow')
    server.become('well')
  })

  it('misses nothing: what is written while it is away is there once it is filled again', async () => {
    await server.kill()
    await engine.threads.index([document(3, 'A card meanwhile')])
    await engine.threads.remove([1])
    expect(await found()).toEqual([2, 3])
    expect(existsSync(join(folder, 'meilisearch-behind'))).toBe(true)
    await server.revive()
    expect((await engine.state?.())?.trouble).toEqual({ kind: 'behind', detail: '' })
    const [apart] = engine.apart ?? []
    if (!apart) throw new Error('There is no server to fill.')
    expect(await apart.threads.health()).toBe('filling')
    await refill(apart, document(2, 'Two cards', 9), document(3, 'A card meanwhile'))
    expect((await engine.state?.())?.trouble).toBeNull()
    const before = searches()
    expect(await found()).toEqual([2, 3])
    expect(searches()).toBe(before + 1)
  })

  it('goes on where it lost its indexes, and asks to be filled', async () => {
    server.lose()
    expect(await found()).toEqual([1, 2])
    expect((await engine.state?.())?.trouble).toEqual({ kind: 'empty', detail: '' })
    expect(await engine.apart?.[0]?.threads.health()).toBe('new')
  })

  it('where a task fails, as on a full disk, whoever wrote hears of it; readers find it all the same', async () => {
    server.become('full')
    const writing = engine.threads.index([document(4, 'A card more')])
    await expect(writing).rejects.toThrow(SearchUnavailableError)
    await expect(writing.catch((error: Error) => String(error.cause))).resolves.toContain('No space left on device')
    expect(existsSync(join(folder, 'meilisearch-behind'))).toBe(true)
    server.become('well')
    expect((await engine.state?.())?.trouble?.kind).toBe('behind')
  })

  it('says nothing of the key, whatever is wrong', async () => {
    await engine.close()
    engine = open('a wrong key that nobody may read')
    expect(await found()).toEqual([1, 2])
    expect(JSON.stringify(await engine.state?.())).not.toContain('wrong key')
  })
})
