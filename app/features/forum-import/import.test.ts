import { english } from '#test/support/refusals.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuildCounts } from '#app/features/forum/commands/rebuild-counts.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { someServices } from '#test/support/services.ts'
import { importForum } from './commands/import-forum.server.ts'

const LINES = [
  { type: 'category', slug: 'import-sync', name: 'Sync' },
  { type: 'member', id: 'a', name: 'Ada', handle: 'ada-import', created: '2026-01-01T10:00:00' },
  { type: 'member', id: 'b', name: 'Ben', handle: 'ben-import', created: 1767261600000 },
  {
    type: 'thread',
    id: 't1',
    title: 'Sync stops',
    body: 'It *stops*.',
    author: 'a',
    category: 'import-sync',
    tags: ['Firefox 72'],
    created: '2026-01-02T10:00:00Z',
  },
  {
    type: 'post',
    id: 'p1',
    thread: 't1',
    author: 'a',
    body: 'Since yesterday.',
    created: '2026-01-02T11:00:00Z',
  },
  {
    type: 'post',
    id: 'p2',
    thread: 't1',
    author: 'b',
    body: 'Sign out and in.',
    helpful: 3,
    accepted: true,
    created: '2026-01-02T12:00:00Z',
  },
  {
    type: 'post',
    id: 'p3',
    thread: 't1',
    parent: 'p2',
    author: 'a',
    body: 'Thanks!',
    created: '2026-01-02T13:00:00Z',
  },
]
const WRONG = [
  '{',
  '{"type":"thread"}',
  JSON.stringify({ type: 'post', id: 'x', thread: 'nowhere', body: 'x', created: 1 }),
  JSON.stringify({ ...LINES[3], id: 't9', body: '> '.repeat(3000) }),
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'askwell-import-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string, lines: readonly unknown[]): string => {
  const file = join(folder, name)
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
  return file
}

eachDatabase((name, open) => {
  it('reads threads, answers and comments, and reports each refused line with its reason', async () => {
    const services = someServices(open())
    const file = fileOf(`${name}.jsonl.gz`, [...LINES, ...WRONG])

    const report = await importForum(services, { file, source: 'one' })

    expect(report).toMatchObject({ accepted: LINES.length, refused: WRONG.length, threads: 1 })
    expect(report.refusals.map((refusal) => refusal.line)).toEqual([8, 9, 10, 11])
    const { id } = await services.db
      .selectFrom('threads')
      .select('id')
      .where('external_id', '=', 't1')
      .executeTakeFirstOrThrow()
    const page = await getThreadPage(services.as(GUEST), id, { order: 'helpful', page: null })
    expect(page).toMatchObject({
      state: 'solved',
      answerCount: 1,
      tags: ['firefox-72'],
      accepted: { post: { helpfulCount: 3, author: { name: 'Ben' } } },
    })
    expect(page.opening.comments.map((comment) => comment.html)).toEqual(['<p>Since yesterday.</p>'])
    expect(page.accepted?.post.comments).toHaveLength(1)
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  it('run again it changes nothing; rebuilding the counts changes nothing either', async () => {
    const services = someServices(open())

    const again = await importForum(services, {
      file: fileOf(`${name}-2.jsonl`, LINES),
      source: 'one',
    })

    expect(again).toMatchObject({ accepted: 0, unchanged: LINES.length, refused: 0 })
    await rebuildCounts(services.db)
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  it('keeps an accepted answer of the asker’s own, and says where accepted can’t be kept', async () => {
    const services = someServices(open())
    const thread = (id: string, kind: string) => ({
      type: 'thread',
      id,
      title: `Own ${id}`,
      body: 'It *stops*.',
      author: 'o',
      category: 'import-own',
      kind,
      created: '2026-01-02T10:00:00Z',
    })
    const post = (id: string, of: string, more: object) => ({
      type: 'post',
      id,
      thread: of,
      author: 'o',
      body: `I found it ${id}.`,
      created: '2026-01-02T11:00:00Z',
      ...more,
    })
    const file = fileOf(`${name}-own.jsonl`, [
      { type: 'category', slug: 'import-own', name: 'Own' },
      { type: 'member', id: 'o', name: 'Olga', handle: 'olga-own', created: '2026-01-01T10:00:00' },
      thread('q', 'question'),
      post('q1', 'q', {}),
      post('q2', 'q', { accepted: true }),
      post('q3', 'q', { accepted: true, author: null }),
      post('q4', 'q', { accepted: true, parent: 'q2' }),
      thread('c', 'problem'),
      post('c1', 'c', { accepted: true, kind: 'comment' }),
      thread('i', 'idea'),
      post('i1', 'i', { accepted: true }),
    ])

    const report = await importForum(services, { file, source: 'own' })

    expect(report).toMatchObject({ accepted: 11, refused: 0 })
    expect(report.notAccepted.map(({ line, reason }) => ({ line, reason: english(reason) }))).toEqual([
      { line: 6, reason: 'thread q has an accepted answer already' },
      { line: 7, reason: 'a comment can’t be the accepted answer' },
      { line: 9, reason: 'a comment can’t be the accepted answer' },
      { line: 11, reason: 'an accepted answer belongs to a question or problem, not to an idea' },
    ])
    const { id } = await services.db
      .selectFrom('threads')
      .select('id')
      .where('external_id', '=', 'q')
      .where('source', '=', 'own')
      .executeTakeFirstOrThrow()
    const page = await getThreadPage(services.as(GUEST), id, { order: 'helpful', page: null })
    expect(page).toMatchObject({
      state: 'solved',
      answerCount: 2,
      accepted: { post: { html: '<p>I found it q2.</p>', author: { name: 'Olga' } } },
    })
    expect(page.opening.comments.map((comment) => comment.html)).toEqual(['<p>I found it q1.</p>'])
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  it('goes on where it was stopped', async () => {
    const services = someServices(open())
    const many = [
      { type: 'category', slug: 'import-many', name: 'Many' },
      ...Array.from({ length: 900 }, (_, n) => ({
        type: 'thread',
        id: `m${n}`,
        title: `Number ${n}`,
        body: 'x',
        category: 'import-many',
        created: 1000 + n,
      })),
    ]
    const file = fileOf(`${name}-many.jsonl`, many)
    let calls = 0
    const stopped = importForum(services, {
      file,
      source: 'many',
      onProgress: () => {
        calls += 1
        if (calls === 1) throw new Error('pulled the plug')
      },
    })
    await expect(stopped).rejects.toThrow('pulled the plug')

    const report = await importForum(services, { file, source: 'many' })

    const { n } = await services.db
      .selectFrom('threads')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('source', '=', 'many')
      .executeTakeFirstOrThrow()
    expect(Number(n)).toBe(900)
    expect(report.unchanged).toBe(0)
    expect(report.accepted).toBeLessThan(901)
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  it('says in words that there is no file, or half of one', async () => {
    const services = someServices(open())
    const half = join(folder, `${name}-half.gz`)
    writeFileSync(half, gzipSync('x'.repeat(50_000)).subarray(0, 40))

    await expect(importForum(services, { file: join(folder, 'none'), source: 'none' })).rejects.toThrow(
      'There is no file',
    )
    await expect(importForum(services, { file: half, source: 'half' })).rejects.toThrow('no whole gzip file')
  })
})
