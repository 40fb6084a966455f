import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { UsageError } from './command.ts'
import { rank } from './rank.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-rank-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const DOCUMENTS = [
  { id: 1, title: 'Card declined in a shop', text: 'Try another reader.' },
  { id: 'b', title: 'Reset a forgotten password', text: 'Press Forgot.' },
  { id: 'c', title: 'Parcel is late', text: null },
]

async function ranked(documents: readonly unknown[], queries: readonly unknown[]): Promise<object[]> {
  const [corpus, asked, out] = ['c', 'q', 'r'].map((name) => join(folder, name)) as [string, string, string]
  const lines = (all: readonly unknown[]) =>
    all.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  await writeFile(corpus, lines(documents))
  await writeFile(asked, lines(queries))
  await rank.run(['--corpus', corpus, '--queries', asked, '--out', out])
  const written = (await readFile(out, 'utf8')).trim()
  return written === '' ? [] : written.split('\n').map((line) => JSON.parse(line) as object)
}

describe('askwell rank', () => {
  it('ranks the whole collection, or the candidates', async () => {
    const rows = await ranked(DOCUMENTS, [
      { id: 'q1', title: 'forgot my pasword', text: '' },
      { id: 'q2', title: 'late parcel', candidates: [1, 'c', 'unknown'] },
      { id: 3, title: '😀' },
    ])

    expect(rows[0]).toMatchObject({ query: 'q1', ranked: ['b', 'c', '1'] })
    expect(rows[1]).toEqual({ query: 'q2', ranked: ['c', '1', 'unknown'] })
    expect(rows[2]).toEqual({ query: '3', ranked: [] })
  })

  it('answers nothing from nothing', async () => {
    expect(await ranked([], [{ id: 'q', title: 'word' }])).toEqual([{ query: 'q', ranked: [] }])
    expect(await ranked(DOCUMENTS, [])).toEqual([])
  })

  it.each([
    [['{'], [], /line 1: this is not JSON/],
    [[[1]], [], /line 1: this is not an object/],
    [[{ title: 'x' }], [], /line 1: the id is missing/],
    [[...DOCUMENTS, { id: '1' }], [], /line 4: there is another document 1/],
    [[{ id: 1, title: 2 }], [], /line 1: the title is not a string/],
    [DOCUMENTS, [{ id: 1, candidates: 'b' }], /line 1: the candidates are not a list/],
  ])('refuses a file that is off, in one line: %#', async (documents, queries, message) => {
    await expect(ranked(documents, queries)).rejects.toThrow(message)
  })

  it('needs three files', async () => {
    await expect(rank.run(['--corpus', 'x'])).rejects.toThrow(UsageError)
  })
})
