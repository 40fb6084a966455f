import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { COLLECTIONS, type Collection, type IndexHealth, type SearchReply } from '../engine.ts'
import { SearchFile } from './file.server.ts'

const PAGE = 4096

let folder: string
let file: string
let indexes: SearchFile
const others: SearchFile[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-search-'))
  file = join(folder, 'search.db')
  indexes = new SearchFile(file)
})
afterEach(() => {
  for (const one of [indexes, ...others.splice(0)]) one.close()
  rmSync(folder, { recursive: true })
})

/** What a rebuild does. */
function rebuild(by: SearchFile, collection: Collection): void {
  const generation = by.beginRebuild(collection)
  by.call(collection, (store) => {
    store.index(
      Array.from({ length: 300 }, (_, n) => ({
        id: n + 1,
        title: `Printer jams number${n}`,
        aliases: [],
        text: `What happens with the ${'very '.repeat(n % 40)}old printer ${n * 7919}`,
        kind: 'question',
        state: 'open',
        categoryId: 1,
        tags: [],
        createdAt: 0,
        lastPostAt: 0,
        answerCount: 0,
        sameHereCount: 0,
        helpfulCount: 0,
        readCount: 0,
        authorId: null,
        language: null,
      })),
    )
    store.finishRebuild(generation)
  })
}

/** What the product does each minute: looks, and fills all anew where one can't be trusted. */
function mend(by: SearchFile): void {
  if (COLLECTIONS.every((collection) => healthOf(by, collection) === 'sound')) return
  for (const collection of COLLECTIONS) rebuild(by, collection)
}

function healthOf(by: SearchFile, collection: Collection = 'threads'): IndexHealth | 'damage' {
  try {
    return by.call(collection, (store) => store.health())
  } catch {
    return 'damage'
  }
}

const search = (by: SearchFile, text = 'printer'): SearchReply =>
  by.call('threads', (store) => store.search({ text, withoutCategories: [], limit: 10, skip: 0 }))

/** Writes garbage over some of the file's pages, as a failing disk does; who has it open goes on. */
function garble(pages: (count: number) => readonly number[]): void {
  const disk = openSync(file, 'r+')
  for (const page of pages(Math.floor(statSync(file).size / PAGE)))
    writeSync(disk, randomBytes(PAGE), 0, PAGE, page * PAGE)
  closeSync(disk)
}

/** All that was written stands in the file itself, not in its log. */
function settle(): void {
  const db = new Database(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

const all = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

it.each([
  ['at its start', () => [0]],
  ['in the list of its tables', () => [0, 1, 2, 3]],
  ['in the middle', (count: number) => all(count).filter((n) => n > count * 0.1 && n < count * 0.9)],
  ['but for its start', (count: number) => all(count).slice(1)],
  ['at its end', (count: number) => all(count).slice(-Math.ceil(count / 4))],
])('an index that is damaged %s is made anew and filled, without a restart', (_where, pages) => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  settle()
  garble(pages)

  // As a new process or as the one that has it open: neither gets stuck.
  indexes.close()
  for (let minute = 0; minute < 2; minute += 1) mend(indexes)

  expect(COLLECTIONS.map((one) => healthOf(indexes, one))).toEqual(['sound', 'sound'])
  expect(search(indexes).count).toBe(300)
})

it('any damaged page is found by a rebuild, whichever it is', () => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  settle()
  const count = Math.floor(statSync(file).size / PAGE)
  for (let page = 0; page < count; page += Math.ceil(count / 25)) {
    garble(() => [page])
    for (const collection of COLLECTIONS) rebuild(indexes, collection)
    expect([page, search(indexes).count]).toEqual([page, 300])
    settle()
  }
})

it('stays away, the same at each look, from the first damage that is met until it is filled', () => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  settle()
  garble((count) => all(count).slice(1))

  expect(() => search(indexes)).toThrow()

  const looks = Array.from({ length: 20 }, () => healthOf(indexes))
  expect(new Set(looks)).toEqual(new Set(['filling']))
  expect(() => search(indexes, 'giraffe')).toThrow('filling')
})

it('what another process made anew is what this one reads, and nothing of it is lost as either ends', () => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  settle()
  const other = new SearchFile(file)
  others.push(other)
  expect(search(other).count).toBe(300)
  garble((count) => all(count).slice(1))

  for (const collection of COLLECTIONS) rebuild(indexes, collection)

  expect(search(other).count).toBe(300)
  other.call('threads', (store) => store.remove([1]))
  expect(search(indexes).count).toBe(299)
  other.close()
  indexes.close()
  expect(search(indexes).count).toBe(299)
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
})

it('a file that somebody removed is made again', () => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  rmSync(file)

  expect(healthOf(indexes)).toBe('new')
  mend(indexes)
  expect(search(indexes).count).toBe(300)
})

it('a garbled index that fails nowhere is not trusted', () => {
  for (const collection of COLLECTIONS) rebuild(indexes, collection)
  const db = new Database(file).unsafeMode()
  db.exec(
    'update fts_data set block = zeroblob(9) where id > 10; update titles_data set block = zeroblob(9) where id > 10',
  )
  db.close()

  expect(() => search(indexes, 'giraffe')).toThrow()
  mend(indexes)
  expect(search(indexes).count).toBe(300)
})

it('a file that is no database any more is made anew', () => {
  rebuild(indexes, 'threads')
  indexes.close()
  rmSync(`${file}-wal`, { force: true })
  writeFileSync(file, 'garbage '.repeat(4000))

  expect(healthOf(indexes)).toBe('filling')
  mend(indexes)
  expect(search(indexes).count).toBe(300)
})

it('an index is new before its first filling', () => {
  expect(healthOf(indexes)).toBe('new')
  expect(search(indexes, 'giraffe').count).toBe(0)
  mend(indexes)
  expect(healthOf(indexes)).toBe('sound')
})
