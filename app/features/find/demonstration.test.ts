import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fts5Store } from '#search/fts5/store.server.ts'
import type { SearchDocument } from '#search/engine.ts'

interface Line {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly body?: string
  readonly tags?: readonly string[]
  readonly thread?: string
}

let folder: string
let store: Fts5Store
const titles = new Map<number, string>()

/** The demonstration's threads, their questions alone: what the searches of issue and documentation are tried on. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-demonstration-'))
  store = new Fts5Store(join(folder, 'search.db'))
  const documents: SearchDocument[] = []
  const file = new URL('../../../db/demo/forum.jsonl.gz', import.meta.url)
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const row = JSON.parse(line) as Line
    if (row.type !== 'thread') continue
    const id = Number(row.id)
    titles.set(id, row.title)
    documents.push({
      id,
      title: row.title,
      aliases: [],
      text: row.body ?? '',
      kind: 'question',
      state: 'open',
      categoryId: 1,
      tags: row.tags ?? [],
      authorId: null,
      language: 'en',
      createdAt: 0,
      lastPostAt: 0,
      answerCount: 0,
      sameHereCount: 0,
      helpfulCount: 0,
      readCount: 0,
    })
  }
  store.index(documents)
  store.setSynonyms([{ language: null, words: ['mic', 'microphone'] }])
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const search = (text: string) => store.search({ text, withoutCategories: [], limit: 50, skip: 0 })
const titled = (text: string, pattern: RegExp): number =>
  search(text).hits.filter(({ id }) => pattern.test(titles.get(id) ?? '')).length

test('camera zoom finds more than the threads that have both words', () => {
  const { exactCount, count, hits } = search('camera zoom')

  expect(count).toBeGreaterThan(exactCount)
  expect(hits.slice(0, exactCount).every(({ missing }) => missing.length === 0)).toBe(true)
  expect(titled('camera zoom', /camera|webcam/i)).toBeGreaterThanOrEqual(5)
})

test('mic not working finds what is said of microphones', () => {
  expect(titled('mic not working', /mic/i)).toBeGreaterThanOrEqual(5)
})

test('youtube black screen finds dozens that are about it, those with all words first', () => {
  const { exactCount, count, hits } = search('youtube black screen')

  expect(count).toBeGreaterThanOrEqual(24)
  expect(exactCount).toBeGreaterThan(0)
  const near = hits.slice(exactCount)
  expect(near.every(({ missing }) => missing.length > 0)).toBe(true)
})
