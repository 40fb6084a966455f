import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openThread } from '#app/platform/threads.server.ts'
import {
  anEmbeddingsServer,
  embeddingsAnswer,
  hashedWords,
  type TestEmbeddings,
} from '../../test/support/fakes/embeddings.ts'
import { aSearchDocument } from '../../test/support/search-document.ts'
import { COLLECTIONS, type SearchDocument, type SearchEngine, type SearchQuery } from '../engine.ts'
import { openSearch } from '../open.server.ts'

let folder: string
let server: TestEmbeddings
let engine: SearchEngine
let told: (string | null)[]

const open = (settings: { readonly key?: string; readonly model?: string } = {}): SearchEngine => {
  told = []
  return openSearch({
    dataDir: folder,
    openThread,
    log: () => undefined,
    meaning: {
      baseUrl: server.url,
      key: settings.key ?? server.key,
      model: settings.model ?? 'hashed-words',
      outward: async (text) => text.replace(/\d{8,}/g, ''),
      log: (trouble) => told.push(trouble),
    },
  })
}
/** Documents about things of which no two are alike, so that what is near can be told from them. */
const OTHERS: readonly SearchDocument[] = Array.from({ length: 60 }, (_, n) => {
  const word = (of: number): string => `thing${n}x${of}`
  return aSearchDocument(1000 + n, `${word(1)} ${word(2)}`, { text: `${word(3)} ${word(4)} ${word(5)}` })
})
const STRIKE = aSearchDocument(1, 'Strikethrough text', { text: 'strikethrough text' })
const refill = async (...documents: readonly SearchDocument[]): Promise<void> => {
  for (const collection of COLLECTIONS) {
    const run = await engine[collection].beginRebuild()
    if (collection === 'threads') await run.index(documents)
    await run.finish()
  }
}
const due = async (): Promise<readonly number[]> => (await engine.meaning?.due('threads', 100)) ?? []
/** As the job does, for documents that everybody may read. */
const learn = async (...documents: readonly SearchDocument[]): Promise<void> => {
  const wanted = new Set(await due())
  await engine.meaning?.learn(
    'threads',
    documents.filter(({ id }) => wanted.has(id)),
  )
}
const search = (text: string, more: Partial<SearchQuery> = {}) =>
  engine.threads.search({ text, withoutCategories: [], limit: 10, skip: 0, ...more })
const found = async (text: string, more: Partial<SearchQuery> = {}): Promise<readonly number[]> =>
  (await search(text, more)).hits.map(({ id }) => id)
const trouble = async () => (await engine.meaning?.state())?.trouble

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-meaning-'))
  server = await anEmbeddingsServer()
  engine = open()
  await refill(STRIKE, ...OTHERS)
  await learn(STRIKE, ...OTHERS)
})
afterEach(async () => {
  await engine.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  expect(server.breaches).toEqual([])
})

describe('finding by meaning', () => {
  it('finds what says the same in other words, says that it has none of them, and finds nothing for nothing in particular', async () => {
    const reply = await search('crossed out text')

    expect(reply.hits[0]).toMatchObject({ id: 1, near: 1, missing: expect.arrayContaining(['crossed']) })
    expect(reply).toMatchObject({ count: 1, exactCount: 0 })
    expect(await search('crossed', { countBy: ['state'] })).toMatchObject({
      count: 1,
      byMeaning: true,
      facets: { state: [{ value: 'open', count: 1 }] },
    })
    expect(await found('qwertz zuiop asdf')).toEqual([])
  })

  it('lets through what the filters, the reader’s rights, phrases and excluded words do, and nothing else', async () => {
    expect(await found('crossed', { withoutCategories: [1] })).toEqual([])
    expect(await found('crossed', { state: 'solved' })).toEqual([])
    expect(await found('crossed', { state: 'open' })).toEqual([1])
    expect(await found('crossed', { phrases: ['strikethrough text'] })).toEqual([1])
    expect(await found('crossed', { phrases: ['another text'] })).toEqual([])
    expect(await found('crossed', { excluded: ['strikethrough'] })).toEqual([])
    await engine.threads.index([{ ...STRIKE, categoryId: 9 }])
    expect(await found('crossed', { withoutCategories: [9] })).toEqual([])
  })

  it('searches for the words alone where these very words, or an order, are wanted', async () => {
    expect(await found('crossed', { exact: true })).toEqual([])
    expect(await found('crossed', { order: 'newest' })).toEqual([])
  })

  it('keeps what has all words before what has not, and joins both orders among those', async () => {
    const both = aSearchDocument(2, 'A text crossed', { text: 'about a vehicle that crossed the bridge and its text' })
    await engine.threads.index([both])
    await learn(both)

    expect(await found('crossed text')).toEqual([2, 1])
    const one = await found('crossed text', { limit: 1 })
    const next = await found('crossed text', { limit: 1, skip: 1 })
    expect([...one, ...next]).toEqual([2, 1])
  })

  it('has a new vector made where the text or the model is another, and none where it is the same', async () => {
    expect(await due()).toEqual([])
    await engine.threads.index([STRIKE])
    expect(await due()).toEqual([])
    const car = { ...STRIKE, title: 'A car', text: 'car' }
    await engine.threads.index([car])
    expect(await due()).toEqual([1])
    await learn(car)
    expect(await found('automobile')).toEqual([1])
    expect(await found('crossed')).toEqual([])

    await engine.close()
    engine = open({ model: 'another' })
    expect(await due()).toHaveLength(61)
  })

  it('forgets what is removed, and what a rebuild does not bring', async () => {
    await engine.threads.remove([1])
    expect(await found('crossed')).toEqual([])
    expect(await engine.meaning?.state()).toMatchObject({ made: 60, due: 0 })
    await refill(...OTHERS.slice(0, 40))
    expect(await engine.meaning?.state()).toMatchObject({ made: 40, due: 0 })
  })

  it('sends a query once, and without what is personal', async () => {
    server.does(null)
    const before = server.texts.length
    for (let n = 0; n < 3; n += 1) await found('crossed  4111111111111111 Text')
    expect(server.texts.slice(before)).toEqual(['crossed text'])
  })

  it('is made again where its file is damaged, and words find meanwhile', async () => {
    await engine.close()
    for (const end of ['-wal', '-shm']) rmSync(join(folder, `vectors.db${end}`), { force: true })
    writeFileSync(join(folder, 'vectors.db'), Buffer.alloc(40_000, 7))
    engine = open()

    expect(await found('strikethrough')).toEqual([1])
    expect(await engine.meaning?.isFilled()).toBe(false)
    await refill(STRIKE, ...OTHERS)
    await learn(STRIKE, ...OTHERS)
    expect(await found('crossed')).toEqual([1])
  })
})

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(code, headers)
    response.end('{"error":{"message":"no"}}')
  }
const FAULTS = {
  down: status(500),
  key: status(401),
  busy: status(429, { 'retry-after': '60' }),
  refused: status(404),
  nonsense: (response: ServerResponse) => void response.end('{"data":[{"index":0,"embedding":[NaN]}]}'),
} as const

describe('a service that makes no vectors', () => {
  it('is told by what is wrong, and left alone while words alone answer; once it answers it is asked again', async () => {
    for (const [kind, how] of Object.entries(FAULTS)) {
      server.does(how)
      expect(await found(`strikethrough ${kind}`), kind).toEqual([1])
      expect(await trouble()).toBe(kind)
      expect(told.at(-1)).toBe(kind)
      const asked = server.texts.length
      for (const word of ['one', 'two', 'three']) await found(`${word} ${kind}`)
      expect(server.texts.length).toBe(asked)

      server.does(null)
      await engine.meaning?.ping()
      expect(await trouble()).toBeNull()
    }
    expect(await found('crossed')).toEqual([1])
  })

  it('is told where its answer holds no vectors', async () => {
    const zeros = Array.from({ length: 256 }, () => 0)
    const answers = [
      '{"object":"list","data":[]}',
      '<html>',
      embeddingsAnswer([zeros]),
      embeddingsAnswer([zeros.map(() => null)]),
    ]
    for (const [nth, answer] of answers.entries()) {
      server.does((response) => void response.end(answer))
      expect(await found(`crossed ${nth}`), answer).toEqual([])
      expect(await trouble()).toBe('nonsense')
      server.does(null)
      await engine.meaning?.ping()
    }
  })

  it('is told where a vector has another length, which changes nothing that is kept', async () => {
    server.does((response, texts) => void response.end(embeddingsAnswer(texts.map((text) => hashedWords(text, 64)))))
    expect(await found('crossed')).toEqual([])
    expect(await trouble()).toBe('dimensions')
    await engine.threads.index([{ ...STRIKE, text: 'another' }])
    await expect(learn({ ...STRIKE, text: 'another' })).rejects.toMatchObject({ kind: 'dimensions' })
    await engine.meaning?.forget()
    expect(await due()).toHaveLength(61)
    await learn({ ...STRIKE, text: 'another' }, ...OTHERS)
    expect(await due()).toEqual([])
  })

  it('that does not answer holds nobody up, and what it says later is kept', async () => {
    let answer: () => void = () => undefined
    const came = new Promise<void>((resolve) => {
      server.does((response, texts) => {
        answer = () => void response.end(embeddingsAnswer(texts.map((text) => hashedWords(text))))
        resolve()
      })
    })
    expect(await found('crossed')).toEqual([])
    expect(await trouble()).toBe('slow')
    await came
    answer()
    await expect.poll(() => found('crossed'), { timeout: 5000 }).toEqual([1])
  })

  it('that is down altogether is told so', async () => {
    await server.stop()
    expect(await found('strikethrough')).toEqual([1])
    expect(await trouble()).toBe('down')
    server = await anEmbeddingsServer()
  })

  it('that refuses one text makes the vectors of the others', async () => {
    server.does((response, texts) => {
      if (texts.some((text) => text.includes('poison'))) return status(400)(response)
      response.end(embeddingsAnswer(texts.map((text) => hashedWords(text))))
    })
    const fresh = [3, 4, 5].map((id) => aSearchDocument(id, id === 4 ? 'poison' : `vehicle ${id}`, { text: 'car' }))
    await engine.threads.index(fresh)
    await learn(...fresh)
    expect(await due()).toEqual([])
    expect(await engine.meaning?.state()).toMatchObject({ made: 63 })
    expect(await found('poison')).toEqual([4])
  })
})
